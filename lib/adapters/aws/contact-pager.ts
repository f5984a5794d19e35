/** Contact pager: tells a contact by its channels in order, topic and then webhook, until one takes any of the message. */
import type { Message, Notice } from '../../domain/notices/notice.ts'
import { contactsWithTopic } from '../../domain/settings/sections/contact-settings.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { unique } from '../../domain/text/lists.ts'
import type { Pager, Receipt, Untaken } from '../../ports.ts'
import { NOTHING_TAKEN, noneTaken } from '../http/none-taken.ts'

interface ContactPagerOptions {
  readonly settings: Pick<Settings, 'contacts'>
  /** Null where there are no topics. */
  readonly topics: Pager | null
  readonly webhooks: Pager
}

/** What no channel took comes back with what each of them said; a channel that took a part is left to take the rest. */
export function contactPager(options: ContactPagerOptions): Pager {
  async function send(message: Message, order?: readonly Notice[]): Promise<Receipt> {
    const failures: Receipt[] = []
    for (const channel of channelsOf(message.contact, options)) {
      const receipt = await triedBy(channel, message, order)
      if (countOf(receipt) < message.notices.length) return receipt
      failures.push(receipt)
    }
    return allOf(message, failures)
  }

  return { send }
}

const countOf = ({ untaken = [] }: Receipt) => untaken.length

/** What a channel throws leaves open whether anything arrived. */
async function triedBy(channel: Pager, message: Message, order?: readonly Notice[]): Promise<Receipt> {
  try {
    return await channel.send(message, order)
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error)
    return noneTaken(message, { because, outcome: 'unknown' })
  }
}

/** The worst that any channel says of a notice holds: what may have arrived by one of them may have arrived. */
function allOf(message: Message, failures: readonly Receipt[]): Receipt {
  const none = { because: 'the settings give it none that works from here', outcome: 'refused' } as const
  const all = failures.length === 0 ? [noneTaken(message, none)] : failures
  const untaken = message.notices.map((notice): Untaken => {
    const its = all.flatMap((failure) => (failure.untaken ?? []).filter((one) => one.notice === notice))
    const problems = unique(its.map(({ because }) => because)).join('; ')
    const because = `Cannot tell ${message.contact} by any channel: ${problems}`
    const outcome = OUTCOMES.find((outcome) => its.some((one) => one.outcome === outcome))!
    return { notice, because, outcome }
  })
  return { ...NOTHING_TAKEN, untaken }
}

/** From the one that leaves most open. */
const OUTCOMES = ['unknown', 'refused', 'put-off'] as const

function channelsOf(contact: string, { settings, topics, webhooks }: ContactPagerOptions): readonly Pager[] {
  const hasTopic = contactsWithTopic(settings).some(({ id }) => id === contact)
  const hasWebhook = settings.contacts.some(({ id, webhook }) => id === contact && webhook !== undefined)
  return [...(topics !== null && hasTopic ? [topics] : []), ...(hasWebhook ? [webhooks] : [])]
}
