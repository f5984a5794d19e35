/** Shortened: a message cut until a channel takes it, because one that is refused as too long tells nobody anything. */
import type { Message } from '../notice.ts'

const CUT = '\n(Cut here: the message was longer than this channel takes.)'

/** The message, or the first half, quarter, … of its texts and of its notices, worst first, that fits. */
export function shortened(message: Message, fits: (message: Message) => boolean): Message {
  for (let share = 1; share > SHARE_MIN; share /= 2) {
    const candidate = share === 1 ? message : cutTo(message, share)
    if (fits(candidate)) return candidate
  }
  return cutTo(message, SHARE_MIN)
}

/** A message of a hundred megabytes comes down to some hundred bytes. */
const SHARE_MIN = 2 ** -20

function cutTo(message: Message, share: number): Message {
  const kept = message.notices.slice(0, Math.ceil(message.notices.length * share))
  const cut = (text: string) => text.slice(0, Math.floor(text.length * share)) + CUT
  return {
    ...message,
    text: cut(message.text),
    notices: kept.map((notice) => ({ ...notice, text: cut(notice.text) })),
  }
}
