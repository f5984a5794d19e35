/** Acknowledge sentence: how a text message says to acknowledge an incident. */
import type { Links } from '../people/links.ts'
import { ackCommand } from './closing-lines.ts'
import type { TextSentence } from './notice.ts'

export function acknowledgeSentence(links: Links, incident: string): TextSentence {
  const command = `Ack: ${ackCommand(incident)}`
  const wordings =
    links.kind === 'links' && links.sms !== undefined ? [`Ack: ${links.sms}`, command] : [command]
  return { rank: 'acknowledge', wordings }
}
