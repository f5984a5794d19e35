/** Environment: the variables that a deployment gives its functions; only names, no settings and no secrets. */

export const ENVIRONMENT = {
  /** The installation's name, which tells two in one account apart. */
  installation: 'WATCHFIRE_INSTALLATION',
  /** The Region this function runs in, which is its vantage. */
  vantage: 'WATCHFIRE_VANTAGE',
  /**
   * `1` lets look ask nodes on its own machine. For tests that run the real bundles; no deployment sets it, and
   * no settings can, because in Lambda the machine's own address is that of the runtime with its credentials.
   */
  allowLoopback: 'WATCHFIRE_ALLOW_LOOPBACK',
} as const
