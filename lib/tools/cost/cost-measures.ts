/** Cost measures: the sizes and durations that the cost is worked out from, and how they were got. */

export interface CostMeasures {
  /** How they were got, in sentences. */
  readonly says: readonly string[]
  /** Of a look's item, with keys and attribute names. */
  readonly lookBytes: { readonly base: number; readonly eachNode: number }
  readonly viewBytes: number
  /** How long a function runs, in milliseconds. */
  readonly lookMs: number
  readonly judgeMs: number
  readonly deskMs: number
  /** Sent to one node in one look: over kept connections, and more where they must be opened anew. */
  readonly sentBytes: number
  readonly reconnectBytes: number
  /** Of the nodes, how many have closed the connection since the last look: 0 to 1. */
  readonly reconnectingShare: number
  /** What one run of a function writes into its log. */
  readonly logBytes: number
}

/**
 * Looks of the demo network with 10 to 100 nodes, all well, took 860 bytes and 62 a node; a real fleet has more
 * versions, hosts and faults to tell of. Bytes sent were counted by a proxy in front of a TLS server: 1,021 over
 * kept connections, 8,905 with the four handshakes of fresh ones. A judge round over five looks of 50 nodes took
 * 20 to 45 ms of a processor, of which 512 MB give 0.29. The rest was not measured: it needs an account.
 */
export const DEFAULT_MEASURES: CostMeasures = {
  says: [
    'The size of an item is measured on the demo network (860 bytes and 62 a node, all well) and rounded up for real fleets.',
    'Bytes sent are measured in front of a TLS server; that a quarter of the connections is closed between two looks is a guess.',
    'Durations are estimates: a look makes some five round trips to far nodes, and a judge needs 20 to 45 ms of a whole processor.',
    '`--measured` takes sizes, looking time and reopened connections from the looks that `watch` stored.',
  ],
  lookBytes: { base: 1_000, eachNode: 70 },
  viewBytes: 800,
  lookMs: 1_500,
  judgeMs: 250,
  deskMs: 250,
  sentBytes: 1_021,
  reconnectBytes: 7_884,
  reconnectingShare: 0.25,
  logBytes: 500,
}
