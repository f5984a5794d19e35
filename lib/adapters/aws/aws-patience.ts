/** AWS patience: how long a call to a service of AWS may take, so that a run has time for what it is there for. */

/** A kept connection may have died while the function was frozen, and only using it shows that. */
const ATTEMPTS_MAX = 2
const CONNECTION_TIMEOUT_MS = 1_000
const REQUEST_TIMEOUT_MS = 2_000

/** For the configuration of a client. */
export const PATIENCE = {
  maxAttempts: ATTEMPTS_MAX,
  requestHandler: {
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
  },
} as const
