/** Limiter: how many requests are under way at once, in total and for each endpoint. */

interface Limiter {
  /** Waits for a place for one request and resolves to what gives it back; null when the signal ends the wait. */
  acquire(endpoint: string, signal: AbortSignal): Promise<(() => void) | null>
  /** Whether an endpoint's request that waits has others in its way than its own. */
  isCrowded(endpoint: string): boolean
}

interface LimiterLimits {
  readonly total: number
  readonly each: number
}

/**
 * An endpoint's first request is let in even when all places are taken: endpoints that never answer hold theirs
 * until the deadline, and must not keep anybody else from being asked.
 */
export function limiter(limits: LimiterLimits): Limiter {
  const held = new Map<string, number>()
  let total = 0
  const waiting = new Map<() => void, string>()

  function fits(endpoint: string): boolean {
    const own = held.get(endpoint) ?? 0
    return own === 0 || (own < limits.each && total < limits.total)
  }

  function take(endpoint: string): () => void {
    count(endpoint, 1)
    return () => {
      count(endpoint, -1)
      for (const [admit, next] of waiting) if (fits(next)) admit()
    }
  }

  function count(endpoint: string, change: 1 | -1): void {
    const own = (held.get(endpoint) ?? 0) + change
    total += change
    if (own === 0) held.delete(endpoint)
    else held.set(endpoint, own)
  }

  async function acquire(endpoint: string, signal: AbortSignal): Promise<(() => void) | null> {
    if (signal.aborted) return null
    if (fits(endpoint)) return take(endpoint)
    return new Promise((resolve) => {
      const leaveQueue = (release: (() => void) | null): void => {
        waiting.delete(admit)
        signal.removeEventListener('abort', giveUp)
        resolve(release)
      }
      const admit = (): void => leaveQueue(take(endpoint))
      const giveUp = (): void => leaveQueue(null)
      waiting.set(admit, endpoint)
      signal.addEventListener('abort', giveUp)
    })
  }

  return { acquire, isCrowded: (endpoint) => (held.get(endpoint) ?? 0) < limits.each }
}
