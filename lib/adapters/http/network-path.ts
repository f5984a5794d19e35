/** Network path: the way from one vantage to the endpoints, which tests and the demo can cut. */

export interface NetworkPath {
  /** From now on the endpoint is a black hole for this vantage: what is sent to it is lost, nothing comes back. */
  cut(endpointId: string): void
  mend(endpointId: string): void
  isCut(endpointId: string): boolean
}

/** A path on which nothing is cut. */
export function openPath(): NetworkPath {
  const cutIds = new Set<string>()
  return {
    cut: (endpointId) => void cutIds.add(endpointId),
    mend: (endpointId) => void cutIds.delete(endpointId),
    isCut: (endpointId) => cutIds.has(endpointId),
  }
}
