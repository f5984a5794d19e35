/** Shorten: a name that is too long loses its middle, because names are told apart by how they begin and end. */

const DOTS = '..'

/** At most so many letters: `very-long..name-1`. */
export function shortenMiddle(name: string, lettersMax: number): string {
  const letters = [...name]
  if (letters.length <= lettersMax) return name
  const room = Math.max(0, lettersMax - DOTS.length)
  const end = Math.floor(room / 2)
  return `${letters.slice(0, room - end).join('')}${DOTS}${end === 0 ? '' : letters.slice(-end).join('')}`
}
