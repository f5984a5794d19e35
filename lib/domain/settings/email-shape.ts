/** E-mail shape: an address that a mail server could take. */
import { type KeyMeaning, text } from './shapes.ts'

export function email(meaning: KeyMeaning) {
  return text(/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, {
    form: 'e-mail address',
    ...meaning,
    expected: 'an e-mail address',
  })
}
