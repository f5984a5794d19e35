/** Quote: text that a stranger sent, made fit for a terminal, a log and a text message. */

/** Far more than is ever shown, so that a megabyte of text costs nothing. */
const CHARS_LOOKED_AT = 400

/** One line of printable ASCII of at most `charsMax` characters; empty when nothing of it can be shown. */
export function printable(text: string, charsMax: number): string {
  return cut(oneLine(text.slice(0, CHARS_LOOKED_AT)).trim(), charsMax)
}

/**
 * A quotation, in quotes. A proxy may answer with the path or the token that we sent, and providers put keys
 * in paths: whatever looks like a path, a query or a key is left out.
 */
export function quoted(text: string, charsMax = 40): string {
  const head = text.slice(0, CHARS_LOOKED_AT)
  // The cut may have left a key too short to be told from a word.
  const whole = head === text ? head : head.replace(/[\w~+=%.-]*$/, '')
  const safe = whole.replace(/([/?])[^\s"'<>]+/g, '$1...').replace(/[\w~+=%.-]{24,}/g, '...')
  return `"${cut(oneLine(safe), charsMax).replaceAll('"', "'")}"`
}

/** Blanks and control characters become one space, other characters beyond ASCII a dot. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ').replace(/[^ -~]+/g, '.')
}

function cut(line: string, charsMax: number): string {
  return line.length <= charsMax ? line : `${line.slice(0, charsMax - 3)}...`
}
