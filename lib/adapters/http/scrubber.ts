/** Scrubber: takes our own secrets out of what an endpoint sends, so that none is shown, logged or stored. */

/** Takes the secrets out of a text. */
export type Scrub = (text: string) => string

/** Shorter pieces are part of common words and numbers: of a long secret, and the least that is a secret at all. */
const PIECE_LETTERS = 8
/** Roots are hexadecimal too, so a piece of one must be longer before it is more than chance. */
const HEX_PIECE_LETTERS = 16
const IN_ITS_PLACE = '(secret)'

/** Whole, in pieces, URL- or base64-encoded, in capitals or not, written with JSON's escapes or not. */
export function scrubber(secrets: readonly string[]): Scrub {
  // What has several lines is a certificate or its key, and was never sent to anybody.
  const sent = secrets.filter((secret) => secret.length >= PIECE_LETTERS && !secret.includes('\n'))
  const forms = new Set(sent.flatMap(formsOf))
  if (forms.size === 0) return (text) => text
  const pieces = new Set([...forms].flatMap(piecesOf))
  return (text) => {
    const plain = withoutEscapes(text)
    const hidden = hiddenIn(inSmallLetters(plain), { pieces, wholes: [...forms] })
    return hidden.some((is) => is === 1) ? withoutHidden(plain, hidden) : text
  }
}

function formsOf(secret: string): readonly string[] {
  return [secret, encodeURIComponent(secret), ...inBase64(secret)].map(inSmallLetters)
}

/** Whatever stood before it: what comes out depends on how many bytes that was, and at both ends on the neighbours. */
function inBase64(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret)
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes])
    const own = (text: string) =>
      text.slice(before === 0 ? 0 : before + 1, Math.floor((padded.length * 4) / 3))
    return [own(padded.toString('base64')), own(padded.toString('base64url'))]
  })
}

function piecesOf(form: string): readonly string[] {
  const letters = isHex(form) ? HEX_PIECE_LETTERS : PIECE_LETTERS
  const starts = Array.from({ length: Math.max(0, form.length - letters + 1) }, (_, at) => at)
  // Eight letters without a digit are a word, such as the name of a client or of a field.
  return starts.map((at) => form.slice(at, at + letters)).filter((piece) => /\d/.test(piece))
}

function isHex(text: string): boolean {
  return /^[0-9a-f]+$/.test(text)
}

/** Letters keep their places, unlike with `toLowerCase`. */
function inSmallLetters(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
}

/** The same JSON with every letter written as itself. */
function withoutEscapes(text: string): string {
  if (!text.includes('\\')) return text
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    // What is no JSON is refused by its readers, and only a letter or two of it are ever quoted.
    return text
  }
}

interface Sought {
  readonly pieces: ReadonlySet<string>
  readonly wholes: readonly string[]
}

/** A one for each letter that belongs to a secret. */
function hiddenIn(text: string, { pieces, wholes }: Sought): Uint8Array {
  const hidden = new Uint8Array(text.length)
  for (const letters of [PIECE_LETTERS, HEX_PIECE_LETTERS])
    for (let at = 0; at + letters <= text.length; at++)
      if (pieces.has(text.slice(at, at + letters))) hidden.fill(1, at, at + letters)
  for (const whole of wholes)
    for (let at = text.indexOf(whole); at >= 0; at = text.indexOf(whole, at + 1))
      hidden.fill(1, at, at + whole.length)
  return hidden
}

function withoutHidden(text: string, hidden: Uint8Array): string {
  let shown = ''
  for (let at = 0; at < text.length; at++) {
    if (hidden[at] === 0) shown += text[at]
    else if (hidden[at - 1] !== 1) shown += IN_ITS_PLACE
  }
  return shown
}
