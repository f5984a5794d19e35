/** Situation: what the words about one incident are made from: its evidence, the settings, and the look the evidence is from. */
import type { Chain } from '../chain/chain.ts'
import type { View } from '../incidents/incident.ts'
import { type Kind, specOf } from '../kinds/kinds.ts'
import type { Subject } from '../kinds/subject.ts'
import { type Look, nodeIn, type ReachedNode } from '../look/look.ts'
import { nodeSettings, presetChain, type Settings } from '../settings/settings.ts'
import type { Evidence } from '../verdicts/verdict.ts'

/** What sentences about evidence need: a verdict and a view both have it. */
export interface Unwell<K extends Kind = Kind> {
  readonly kind: K
  readonly subject: Subject
  readonly evidence: Evidence<K>
}

/** What of the settings names things; without nodes nobody knows how many there are. */
export type FleetSettings = Pick<Settings, 'nodes' | 'dataCenters'>

/** Something unwell, with the names of what it is about. */
export interface Evidenced<K extends Kind = Kind> {
  readonly view: Unwell<K>
  readonly settings: FleetSettings
}

export interface Situation<K extends Kind = Kind> {
  readonly view: View<K>
  readonly settings: Settings
  /** The very look that the evidence is from, so that no page contradicts itself; null when it is gone. */
  readonly look: Look | null
  /** The critical incident by which the nodes are on several chains meanwhile: then no validator is told to move. */
  readonly split?: Pick<View, 'kind' | 'id'>
}

/** The look that the evidence is from, never a newer one. */
export function lookOfEvidence(
  looks: readonly Look[],
  { kind, evidence }: Pick<Unwell, 'kind' | 'evidence'>,
): Look | null {
  const { seenBy, notSeenBy, asOf } = evidence
  // What is worked out from all looks at once is the evidence of those who do not see it too.
  const witnesses = specOf(kind).votes === 'together' ? [...seenBy, ...notSeenBy] : seenBy
  const found = witnesses.map((vantage) => looks.find((look) => look.vantage === vantage && look.at === asOf))
  return found.find((look) => look !== undefined) ?? null
}

/** The nodes of the fleet that the incident is about; a split's evidence names references too. */
export function concerned({ view, settings }: Evidenced): readonly string[] {
  return view.evidence.nodes.filter((node) => nodeSettings(settings, node) !== undefined)
}

/** The chain the look was made on, or the one the settings name. */
export function chainOf({ settings, look }: Pick<Situation, 'settings' | 'look'>): Chain | null {
  return look?.chain ?? presetChain(settings)
}

export function reachedIn(look: Look | null, id: string): ReachedNode | undefined {
  const node = look === null ? undefined : nodeIn(look, id)
  return node?.state === 'reached' ? node : undefined
}
