/** Terminal safe: text that somebody else wrote, without what a terminal would obey or show in another order. */

/** Control characters (C0 but for newlines and tabs, DEL, C1) and those that turn or hide text (bidi, zero width). */
const OBEYED = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** Each of them as the sign for a character that cannot be shown, so that nothing is silently gone. */
export function terminalSafe(text: string): string {
  return text.replace(OBEYED, (one) => (one === '\n' || one === '\t' ? one : '\ufffd'))
}
