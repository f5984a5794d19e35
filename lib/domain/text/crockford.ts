/** Crockford's base 32: no letter can be mistaken for a digit when read aloud or typed from a phone. */

export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** One of its characters, for a regular expression. */
export const CROCKFORD_CLASS = '[0-9A-HJKMNP-TV-Z]'

/** The lowest digits of a number, as many as there are to be characters, the highest first. */
export function toCrockford(value: number, length: number): string {
  return Array.from(
    { length },
    (_, place) => CROCKFORD[Math.floor(value / CROCKFORD.length ** (length - 1 - place)) % CROCKFORD.length],
  ).join('')
}

export function fromCrockford(text: string): number {
  return [...text].reduce((value, letter) => value * CROCKFORD.length + CROCKFORD.indexOf(letter), 0)
}
