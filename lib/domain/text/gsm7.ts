/** GSM-7: the alphabet of text messages, what a text costs in it, and where it is cut into parts. */

/** Septets of a message that needs one part only. */
export const SINGLE_SMS_SEPTETS = 160
/** Septets of each part of a longer message; seven are taken by the header that joins the parts. */
export const SMS_PART_SEPTETS = 153

// The default alphabet and its extension table, from 3GPP TS 23.038 section 6.2.1. A form feed is in the
// extension table too; it is left out because no handset shows it.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENDED = new Set('^{}\\[~]|€')

const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '·': '-',
  '•': '-',
  '×': 'x',
  '→': '->',
  '⁄': '/',
  '≥': '>=',
  '≤': '<=',
  '`': "'",
  '\t': ' ',
  '\f': ' ',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  œ: 'oe',
  Œ: 'OE',
}

/** The text in GSM-7 letters: the nearest plain letter where there is one, a question mark where not. */
export function toGsm7(text: string): string {
  return [...text.normalize('NFC')].map(nearest).join('')
}

/** How many septets a GSM-7 text takes; letters of the extension table take two. */
export function gsm7Length(text: string): number {
  return [...text].reduce((sum, letter) => sum + septets(letter), 0)
}

/** The parts as a phone network cuts them: no letter of the extension table is torn apart. */
export function splitSms(text: string): readonly string[] {
  if (gsm7Length(text) <= SINGLE_SMS_SEPTETS) return [text]
  const parts: string[] = []
  for (let rest = text; rest !== ''; rest = rest.slice(parts.at(-1)!.length)) {
    parts.push(fitting(rest, SMS_PART_SEPTETS))
  }
  return parts
}

/** As much of the beginning of a GSM-7 text as fits into so many septets. */
export function fitting(text: string, septetsMax: number): string {
  let used = 0
  let end = 0
  for (const letter of text) {
    used += septets(letter)
    if (used > septetsMax) break
    end += letter.length
  }
  return text.slice(0, end)
}

function nearest(letter: string): string {
  if (isLetter(letter)) return letter
  const plain = PLAIN[letter]
  if (plain !== undefined) return plain
  // Compatibility decomposition takes accents, ligatures and full-width forms apart; the marks are dropped.
  const parts = [...letter.normalize('NFKD').replace(/\p{M}/gu, '')].map((part) => PLAIN[part] ?? part)
  if (parts.every(isLetter)) return parts.join('')
  return /^\s$/u.test(letter) ? ' ' : '?'
}

function isLetter(letter: string): boolean {
  return BASIC.has(letter) || EXTENDED.has(letter)
}

function septets(letter: string): number {
  return EXTENDED.has(letter) ? 2 : 1
}
