/** JSON message: what a machine is given, one message with all of its notices; its shape changes with its version only. */
import type { Message } from '../notice.ts'
import { jsonNotice, sayIso } from './json-notice.ts'

/** docs/deploy.md describes it for those who write the receiving end; instants are in ISO 8601. */
export function jsonMessage(message: Message): object {
  return { version: 1, ...message, at: sayIso(message.at), notices: message.notices.map(jsonNotice) }
}
