/** Long link: the token that messages carried before all links were short ones; the desk takes it still. */
import { createHmac } from 'node:crypto'
import type { signLink } from '../../lib/domain/people/links/link-token.ts'
import { DAY_MS, MINUTE_MS } from '../../lib/domain/text/time.ts'

/** All that is signed, in the open, and the whole MAC over it, as anybody can recompute. */
export function longLink({
  key,
  installation,
  incident,
  contact,
  at,
}: Parameters<typeof signLink>[0]): string {
  const expires = Math.ceil(at / MINUTE_MS) + DAY_MS / MINUTE_MS
  const fields = [key.id, installation, incident, contact, 'ack', String(expires)]
  const message = ['watchfire link 1', ...fields].map((field) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(field.length)
    return Buffer.concat([length, Buffer.from(field)])
  })
  const mac = createHmac('sha256', key.bytes).update(Buffer.concat(message)).digest('base64url')
  return [...fields, mac].join('.')
}
