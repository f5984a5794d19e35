/** Clean: one printable line of what a stranger may have written. */

/**
 * One printable line of a text that may hold what a node said: no control or direction characters, no
 * addresses (a node's may carry a key, a stranger's may be a trap), no more letters than asked.
 */
export function clean(text: string, lettersMax = 300): string {
  const flat = text
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S*/giu, '(address left out)')
    .trim()
  const letters = [...flat]
  return letters.length <= lettersMax ? flat : `${letters.slice(0, lettersMax - 1).join('')}…`
}
