/** Call limits: how long a call to a service of AWS may take, and how often it is tried. */

interface CallLimits {
  readonly attemptsMax: number
  /** Of each attempt, in milliseconds. */
  readonly connectMs: number
  readonly requestMs: number
  /** False where every call is to have a new connection. */
  readonly keepAlive?: boolean
}

/**
 * Of a function: short, so that a run has time for what it is there for. Tried twice, because a kept connection may
 * have died while the function was frozen, and only using it shows that.
 */
export const FUNCTION_CALLS: CallLimits = { attemptsMax: 2, connectMs: 1_000, requestMs: 2_000 }

/** Of a command: a person waits, and a Region far away may be slow. */
export const COMMAND_CALLS: CallLimits = { attemptsMax: 3, connectMs: 3_000, requestMs: 10_000 }

/** For the configuration of any client of the SDK. */
export function callLimits({ attemptsMax, connectMs, requestMs, keepAlive = true }: CallLimits) {
  return {
    maxAttempts: attemptsMax,
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: requestMs,
      throwOnRequestTimeout: true,
      ...(keepAlive ? {} : { httpAgent: { keepAlive }, httpsAgent: { keepAlive } }),
    },
  }
}
