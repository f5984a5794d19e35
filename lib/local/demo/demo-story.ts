/** Demo story: what the demo breaks and mends, act by act, and what Watchfire must find or close each time. */

import type { NoticeKind } from '../../domain/kinds/notice-kind.ts'
import type { Subject } from '../../domain/kinds/subject.ts'
import { writeSubject } from '../../domain/kinds/subject.ts'

/** One step of the story: it is announced, done, and then something is waited for. */
export interface Act {
  /** What is about to happen, as a sentence for the terminal. */
  readonly says: string
  readonly action: Action
  readonly expect: Expectation
}

export type Action =
  | { readonly kind: 'watch-only' }
  | { readonly kind: 'cut-gossip'; readonly dataCenter: string }
  | { readonly kind: 'heal-gossip' }
  | { readonly kind: 'darken'; readonly dataCenter: string }
  | { readonly kind: 'lighten'; readonly dataCenter: string }
  | { readonly kind: 'cut-path'; readonly path: DemoPath }
  | { readonly kind: 'mend-path'; readonly path: DemoPath }

/** The way from one vantage to one data centre. */
export interface DemoPath {
  readonly vantage: string
  readonly dataCenter: string
}

export type Expectation =
  /** No incident is open for this long. */
  | { readonly kind: 'quiet'; readonly forMs: number }
  | { readonly kind: 'opened'; readonly incident: IncidentName }
  | { readonly kind: 'closed'; readonly incident: IncidentName }

export interface IncidentName {
  readonly kind: NoticeKind
  readonly subject: Subject
}

const DATA_CENTER = 'ams1'
const PATH: DemoPath = { vantage: 'us-west-2', dataCenter: DATA_CENTER }

const SPLIT: IncidentName = { kind: 'chain-split', subject: 'fleet' }
const DARK: IncidentName = {
  kind: 'data-center-dark',
  subject: writeSubject({ about: 'data-center', name: DATA_CENTER }),
}
const PARTITION: IncidentName = { kind: 'partition', subject: writeSubject({ about: 'path', ...PATH }) }

export const STORY: readonly Act[] = [
  {
    says: 'All seven nodes are well and on one chain. Watchfire should have nothing to say.',
    action: { kind: 'watch-only' },
    expect: { kind: 'quiet', forMs: 6_000 },
  },
  {
    says: `Now the nodes in ${DATA_CENTER} stop hearing the others. Each side goes on making blocks of its own: a real fork grows.`,
    action: { kind: 'cut-gossip', dataCenter: DATA_CENTER },
    expect: { kind: 'opened', incident: SPLIT },
  },
  {
    says: `Now everybody hears everybody again. ${DATA_CENTER} gives up its chain for the heavier one.`,
    action: { kind: 'heal-gossip' },
    expect: { kind: 'closed', incident: SPLIT },
  },
  {
    says: `Now the power fails in ${DATA_CENTER}. Its nodes refuse connections from everywhere.`,
    action: { kind: 'darken', dataCenter: DATA_CENTER },
    expect: { kind: 'opened', incident: DARK },
  },
  {
    says: `Now the power is back in ${DATA_CENTER}, and its nodes catch up.`,
    action: { kind: 'lighten', dataCenter: DATA_CENTER },
    expect: { kind: 'closed', incident: DARK },
  },
  {
    says: `Now the way from ${PATH.vantage} to ${PATH.dataCenter} is cut. The nodes are well, and the other vantages reach them.`,
    action: { kind: 'cut-path', path: PATH },
    expect: { kind: 'opened', incident: PARTITION },
  },
  {
    says: `Now the way from ${PATH.vantage} to ${PATH.dataCenter} is open again.`,
    action: { kind: 'mend-path', path: PATH },
    expect: { kind: 'closed', incident: PARTITION },
  },
]
