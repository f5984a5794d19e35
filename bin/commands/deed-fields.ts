/** Deed fields: who did it, until when it counts, and the words with it, read strictly from the command line. */
import { randomUUID } from 'node:crypto'
import { failed, ok, type Result } from '../../lib/domain/text/result.ts'
import { readDuration, readInstant, sayDuration } from '../../lib/domain/text/time.ts'
import type { Io } from './io.ts'

/** A field, or what is wrong with it, as the end of a sentence. */
export type Field<T> = Result<T, string>

interface Doer {
  readonly as: string | undefined
  readonly env: Io['env']
  readonly now: number
}

interface DeedStart {
  readonly id: string
  readonly at: number
  readonly who: string
}

const NAME_LETTERS_MAX = 64

/** Who it is, by `--as` or as the shell calls them, and a random id. */
export function deedStart({ as, env, now }: Doer): Field<DeedStart> {
  const name = as ?? env.USER ?? env.LOGNAME ?? ''
  if (as === undefined && name === '') return failed('nobody is named by USER; say who you are with --as')
  const who = readWords(name, as === undefined ? 'USER' : '--as', NAME_LETTERS_MAX)
  return who.ok ? ok({ id: randomUUID(), at: now, who: who.value }) : who
}

/** One line of text for people: nothing in it can move a cursor or turn the writing round. */
export function readWords(text: string, field: string, lettersMax: number): Field<string> {
  const words = text.trim()
  if (words === '') return failed(`${field} is empty`)
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(words))
    return failed(`${field} has a line break or a control character, expected one line of text`)
  return words.length <= lettersMax
    ? ok(words)
    : failed(`${field} has ${words.length} letters, expected ${lettersMax} at most`)
}

/** How long, in milliseconds, more than nothing and at most so long. */
export function readLength(text: string, field: string, maxMs: number): Field<number> {
  const ms = readDuration(text)
  if (ms === undefined || ms <= 0)
    return failed(`${field} is "${text}", expected a duration such as 30m or 2h`)
  return ms <= maxMs ? ok(ms) : failed(`${field} is "${text}", expected at most ${sayDuration(maxMs)}`)
}

interface Until {
  readonly now: number
  readonly maxMs: number
}

/** An instant to come, given as one or as the time until then; as Unix time in milliseconds. */
export function readUntil(text: string, field: string, { now, maxMs }: Until): Field<number> {
  const lengthMs = readDuration(text)
  const until = lengthMs === undefined ? readInstant(text) : now + lengthMs
  if (until === undefined)
    return failed(
      `${field} is "${text}", expected an instant with its time zone such as 2026-11-23T08:00+01:00, or a duration such as 8h`,
    )
  if (until <= now) return failed(`${field} is "${text}", which is past`)
  return until <= now + maxMs
    ? ok(until)
    : failed(`${field} is "${text}", expected at most ${sayDuration(maxMs)} from now`)
}
