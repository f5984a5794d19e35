/** HTTP limits: what one request to an endpoint may cost at most. */

export interface HttpLimits {
  /** Requests under way at once, over all endpoints; the first of each endpoint is let in whatever the others do. */
  readonly requestsAtOnce: number
  /** Connections, and so requests under way at once, for one endpoint. */
  readonly connectionsEach: number
  /** Resolving the name and connecting together. */
  readonly connectMs: number
  /** Of a body as received, and again as decompressed, unless the question expects more. */
  readonly bodyBytes: number
  /** Of all headers of one reply together. */
  readonly headerBytes: number
  /** Of all that one reply makes us read, framing included; generous, because small chunks have much of it. */
  readonly receivedBytes: number
  /** Interim replies (status 1xx) before the one that counts. */
  readonly interimReplies: number
  /** How long an idle connection is kept, unless the server says less; longer than the longest usual cadence. */
  readonly keepAliveMs: number
}

export const HTTP_LIMITS: HttpLimits = {
  requestsAtOnce: 64,
  connectionsEach: 4,
  connectMs: 5_000,
  bodyBytes: 65_536,
  headerBytes: 16_384,
  receivedBytes: 1_048_576,
  interimReplies: 8,
  keepAliveMs: 11 * 60_000,
}
