/** Contact pager: tells a contact by its channels in order, topic and then webhook, until one takes the message. */
import type { Message } from '../../domain/notices/notice.ts'
import { contactsWithTopic } from '../../domain/settings/sections/contact-settings.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { Pager, Receipt } from '../../ports.ts'

interface ContactPagerOptions {
  readonly settings: Pick<Settings, 'contacts'>
  /** Null where there are no topics. */
  readonly topics: Pager | null
  readonly webhooks: Pager
}

/** Throws only when no channel took the message, with what each of them said. */
export function contactPager(options: ContactPagerOptions): Pager {
  async function send(message: Message): Promise<Receipt> {
    const problems: string[] = []
    for (const channel of channelsOf(message.contact, options)) {
      try {
        return await channel.send(message)
      } catch (error) {
        problems.push(error instanceof Error ? error.message : String(error))
      }
    }
    throw new Error(
      `Cannot tell ${message.contact} by any channel: ${problems.join('; ') || 'the settings give it none that works from here'}`,
    )
  }

  return { send }
}

function channelsOf(contact: string, { settings, topics, webhooks }: ContactPagerOptions): readonly Pager[] {
  const hasTopic = contactsWithTopic(settings).some(({ id }) => id === contact)
  const hasWebhook = settings.contacts.some(({ id, webhook }) => id === contact && webhook !== undefined)
  return [...(topics !== null && hasTopic ? [topics] : []), ...(hasWebhook ? [webhooks] : [])]
}
