/** Is refusal: whether a status says for certain that what was sent has reached nobody. */

const UNAVAILABLE = 503

/** What failed inside, or at a gateway, may have been taken all the same. */
export function isRefusal(status: number): boolean {
  return status < 500 || status === UNAVAILABLE
}
