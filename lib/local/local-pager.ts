/** Local pager: how a watch on one machine tells its contacts: webhooks for real, and everything to the terminal and a file. */
import type { NoticeFile } from '../adapters/host/notice-file.ts'
import type { Message, Notice } from '../domain/notices/notice.ts'
import { WRITTEN_ONLY } from '../domain/people/record.ts'
import type { Unsent } from '../domain/people/sent-from-here.ts'
import type { Settings } from '../domain/settings/settings.ts'
import type { Pager, Receipt } from '../ports.ts'

interface LocalPagerOptions {
  /** With the channels that work from here. */
  readonly settings: Pick<Settings, 'contacts'>
  readonly unsent: readonly Unsent[]
  readonly file: Pick<NoticeFile, 'write'>
  readonly webhooks: Pager
  /** Hears of every notice once, whatever becomes of its webhook. */
  readonly noted: (notice: Notice) => void
}

/** One for all vantages of the machine. Throws when a webhook does not take the message: it is due again then. */
export function localPager({ settings, unsent, file, webhooks, noted }: LocalPagerOptions): Pager {
  /** Noted, and not taken yet. */
  const pending = new Set<string>()

  function note({ notices }: Message): void {
    const fresh = notices.filter((notice) => !pending.has(nameOf(notice)))
    if (fresh.length > 0) file.write(fresh)
    for (const notice of fresh) {
      pending.add(nameOf(notice))
      noted(notice)
    }
  }

  function written(message: Message): Receipt {
    const isSilent = unsent.some(({ contact, gets }) => contact === message.contact && gets === 'nothing')
    const messageId = message.notices.map(({ incident, step }) => `${incident}-${step}`).join(' ')
    return { messageId, channel: isSilent ? WRITTEN_ONLY : 'terminal' }
  }

  return {
    async send(message) {
      note(message)
      const contact = settings.contacts.find(({ id }) => id === message.contact)
      const receipt = contact?.webhook ? await webhooks.send(message) : written(message)
      for (const notice of message.notices) pending.delete(nameOf(notice))
      return receipt
    },
  }
}

function nameOf({ incident, step, contact }: Notice): string {
  return `${incident} ${step} ${contact}`
}
