/** Age: a duration in one unit, where a few columns are all there is. */

const UNIT_MAX = 100

/** `42 s`, `17 m`, `26 h`, `5 d`; always rounded down after the first hundred seconds. */
export function sayAge(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000))
  if (seconds < UNIT_MAX) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < UNIT_MAX) return `${minutes} m`
  const hours = Math.floor(minutes / 60)
  return hours < UNIT_MAX ? `${hours} h` : `${Math.floor(hours / 24)} d`
}
