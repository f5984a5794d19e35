/** Poster: makes the requests of one message, a few at a time; one that is not taken does not keep the others back. */
import type { Notice } from '../../domain/notices/notice.ts'
import type { SecretText } from '../../domain/text/secret-text.ts'
import { MINUTE_MS, SECOND_MS, sayTime } from '../../domain/text/time.ts'
import type { Clock, Untaken } from '../../ports.ts'
import { isRefusal } from './is-refusal.ts'
import { retryAfterMs } from './retry-after.ts'
import type { CallResult, HttpCall } from './single-call.ts'

/** One request, and the notices that are told once it is taken. */
export interface Post {
  readonly url: SecretText
  readonly body: object
  readonly notices: readonly Notice[]
}

/** PagerDuty takes one event a request; a message can have many. */
const POSTS_AT_ONCE = 4
/** For all requests of one message: within it most of a hundred get through, and the others are due again. */
const MESSAGE_MS_MAX = 20 * SECOND_MS
/** Whoever takes none of so many in a row is left alone until the next round. */
const UNTAKEN_IN_A_ROW_MAX = 20
/** What has had too much and does not say for how long. */
const BUSY_MS_ELSE = 5 * SECOND_MS
/** Nobody is left alone for longer because they ask for it: what they would be told is somebody's page. */
const BUSY_MS_MAX = 2 * MINUTE_MS

const TOO_MANY = 429

interface Posting {
  readonly clock: Clock
  readonly call: (call: HttpCall) => Promise<CallResult>
}

/** Why a result is not that it was taken, as the end of a sentence; null when it was. */
type ProblemWith = (result: CallResult) => string | null

/** What was not taken. How long a contact's service wants to be left alone is remembered from message to message. */
type PostAll = (
  contact: string,
  posts: readonly Post[],
  problemWith: ProblemWith,
) => Promise<readonly Untaken[]>

export function poster({ clock, call }: Posting): PostAll {
  const busyUntil = new Map<string, number>()

  /** Why nothing more is to be sent now; null when the next ones may go. */
  async function whyNotNow(contact: string, untilAt: number): Promise<string | null> {
    const freeAt = busyUntil.get(contact) ?? 0
    if (freeAt >= untilAt) return `it asked to be left alone until ${sayTime(freeAt)}`
    await clock.sleep(freeAt - clock.now())
    return clock.now() < untilAt ? null : 'the time of this message was up'
  }

  return async (contact, posts, problemWith) => {
    const untilAt = clock.now() + MESSAGE_MS_MAX
    const untaken: Untaken[] = []
    let queue = posts
    let inARow = 0
    while (queue.length > 0) {
      const because =
        inARow < UNTAKEN_IN_A_ROW_MAX ? await whyNotNow(contact, untilAt) : `it took none of ${inARow} others`
      if (because !== null) return [...untaken, ...putOff(queue, because)]
      const batch = queue.slice(0, POSTS_AT_ONCE)
      const results = await Promise.all(batch.map(({ url, body }) => call({ method: 'POST', url, body })))
      const busyMs = Math.max(...results.map((result) => busyFor(result, clock.now())))
      if (busyMs > 0) busyUntil.set(contact, clock.now() + busyMs)
      const failed = batch.flatMap((post, place) => failure(post, results[place]!, problemWith))
      untaken.push(...failed)
      inARow = failed.length < batch.length ? 0 : inARow + batch.length
      const again = batch.filter((_, place) => isBusy(results[place]!))
      queue = [...again, ...queue.slice(POSTS_AT_ONCE)]
    }
    return untaken
  }
}

function isBusy(result: CallResult): boolean {
  return result.kind === 'status' && result.status === TOO_MANY
}

function busyFor(result: CallResult, now: number): number {
  if (result.kind !== 'status' || !isBusy(result)) return 0
  const asked = result.retryAfter === undefined ? null : retryAfterMs(result.retryAfter, now)
  return Math.min(asked ?? BUSY_MS_ELSE, BUSY_MS_MAX)
}

function putOff(posts: readonly Post[], because: string): readonly Untaken[] {
  return posts.flatMap(({ notices }) =>
    notices.map((notice) => ({ notice, because, outcome: 'put-off' }) as const),
  )
}

/** What came too soon is tried again, and has not failed. */
function failure({ notices }: Post, result: CallResult, problemWith: ProblemWith): readonly Untaken[] {
  const because = isBusy(result) ? null : problemWith(result)
  if (because === null) return []
  const outcome = mayHaveArrived(result) ? 'unknown' : 'refused'
  return notices.map((notice) => ({ notice, because, outcome }))
}

function mayHaveArrived(result: CallResult): boolean {
  return result.kind === 'nothing' ? result.mayBeHeard : !isRefusal(result.status)
}
