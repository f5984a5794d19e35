/** Process lateness: for how long this process was not there to do what was due, while something was waited for. */

export interface ProcessLateness {
  /** Begins to count; what it gives ends that, and says for how many milliseconds the process was away since. */
  begin(): () => number
}

/** So often the process shows that it is there. */
const BEAT_MS = 25
/** A beat that comes so much later is no absence: timers are not exact, and collecting garbage takes a moment. */
const SLACK_MS = 25

/**
 * Counted only while somebody waits: a function is frozen between its runs, and that is no lateness. Kept busy by
 * something else or denied the processor, it is all the same: what came in meanwhile was not read.
 */
export function processLateness(now: () => number = () => performance.now()): ProcessLateness {
  let awayMs = 0
  let beatAt = 0
  let waiting = 0
  let timer: NodeJS.Timeout | undefined

  function beat(): void {
    const at = now()
    const lateMs = at - beatAt - BEAT_MS
    if (lateMs > SLACK_MS) awayMs += lateMs
    beatAt = at
  }

  function end(): void {
    beat()
    waiting -= 1
    if (waiting === 0) clearInterval(timer)
  }

  function begin(): () => number {
    if (waiting === 0) {
      beatAt = now()
      timer = setInterval(beat, BEAT_MS).unref()
    } else beat()
    waiting += 1
    const before = awayMs
    return () => {
      end()
      return awayMs - before
    }
  }

  return { begin }
}
