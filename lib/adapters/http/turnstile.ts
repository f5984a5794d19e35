/** Turnstile: how many questions are under way at once, in total and for each endpoint. */

interface Turnstile {
  /** Lets one question in and resolves to what lets it out again; null when the signal ends the wait. */
  enter(endpoint: string, signal: AbortSignal): Promise<(() => void) | null>
}

interface TurnstileLimits {
  readonly atOnce: number
  readonly atOnceEach: number
}

/**
 * An endpoint's first question is let in even when the house is full: endpoints that never answer hold their
 * places until the deadline, and must not keep anybody else from being asked.
 */
export function turnstile(limits: TurnstileLimits): Turnstile {
  const inside = new Map<string, number>()
  let total = 0
  const waiting = new Map<() => void, string>()

  function fits(endpoint: string): boolean {
    const own = inside.get(endpoint) ?? 0
    return own === 0 || (own < limits.atOnceEach && total < limits.atOnce)
  }

  function letIn(endpoint: string): () => void {
    count(endpoint, 1)
    return () => {
      count(endpoint, -1)
      admitWaiting()
    }
  }

  function count(endpoint: string, change: 1 | -1): void {
    const own = (inside.get(endpoint) ?? 0) + change
    total += change
    if (own === 0) inside.delete(endpoint)
    else inside.set(endpoint, own)
  }

  function admitWaiting(): void {
    for (const [admit, endpoint] of waiting) if (fits(endpoint)) admit()
  }

  async function enter(endpoint: string, signal: AbortSignal): Promise<(() => void) | null> {
    if (signal.aborted) return null
    if (fits(endpoint)) return letIn(endpoint)
    return new Promise((resolve) => {
      const leaveQueue = (answer: (() => void) | null): void => {
        waiting.delete(admit)
        signal.removeEventListener('abort', giveUp)
        resolve(answer)
      }
      const admit = (): void => leaveQueue(letIn(endpoint))
      const giveUp = (): void => leaveQueue(null)
      waiting.set(admit, endpoint)
      signal.addEventListener('abort', giveUp)
    })
  }

  return { enter }
}
