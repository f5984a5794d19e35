/** SMS moments: times in as few letters as can be understood by somebody who reads them hours later. */
import { sameDay, sayInstant } from '../text/time.ts'

/** `10:05:35Z 22 Nov`: when a text was worded, to the second, so that of two texts the newer can be told. */
export function saySentAt(now: number): string {
  return `${sayInstant(now).slice(11, 19)}Z ${sayDay(now)}`
}

/** `10:04Z`, and with its day where that is not the day of `other`, which stands behind it. */
export function sayMinuteBefore(at: number, other: number): string {
  const minute = `${sayInstant(at).slice(11, 16)}Z`
  return sameDay(at, other) ? minute : `${minute} ${sayDay(at)}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `22 Nov`. */
function sayDay(at: number): string {
  const [, month, day] = sayInstant(at).slice(0, 10).split('-').map(Number)
  return `${day} ${MONTHS[month! - 1]}`
}
