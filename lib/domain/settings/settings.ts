/** Settings: what the operator wrote in `watchfire.yaml`, after defaults: every field is present and valid. */

import type { Chain } from '../chain/chain.ts'
import type { Thresholds } from '../kinds/kind-spec.ts'
import { KINDS, type Kind } from '../kinds/kinds.ts'
import type { AddressesSection } from './sections/address-settings.ts'
import type { ContactsSection } from './sections/contact-settings.ts'
import type { DataCentersSection } from './sections/data-center-settings.ts'
import type { DrillSection } from './sections/drill-settings.ts'
import type { EscalationSection } from './sections/escalation-settings.ts'
import type { HeartbeatSection } from './sections/heartbeat-settings.ts'
import type { MaintenanceSection } from './sections/maintenance-settings.ts'
import type { NetworkSection } from './sections/network-settings.ts'
import type { NodeSettings, NodesSection } from './sections/node-settings.ts'
import type { NoticesSection } from './sections/notice-settings.ts'
import type { ReferencesSection } from './sections/reference-settings.ts'
import type { RotationsSection } from './sections/rotation-settings.ts'
import type { ThresholdsSection } from './sections/threshold-settings.ts'
import type { ValidatorsSection } from './sections/validator-settings.ts'
import type { VantagesSection } from './sections/vantage-settings.ts'

export interface Settings
  extends NetworkSection,
    VantagesSection,
    DataCentersSection,
    NodesSection,
    ReferencesSection,
    ValidatorsSection,
    ContactsSection,
    RotationsSection,
    EscalationSection,
    MaintenanceSection,
    HeartbeatSection,
    DrillSection,
    ThresholdsSection,
    AddressesSection,
    NoticesSection {}

/** The thresholds of a kind, with the operator's overrides. */
export function thresholdsOf(settings: Pick<Settings, 'thresholds'>, kind: Kind): Thresholds {
  return settings.thresholds[kind]
}

/** One bound of a kind, by its name in the table of kinds. */
export function boundOf<K extends Kind>(
  settings: Pick<Settings, 'thresholds'>,
  kind: K,
  name: keyof (typeof KINDS)[K]['bounds'] & string,
): number {
  return settings.thresholds[kind].bounds[name] ?? (KINDS[kind].bounds as Record<string, number>)[name]!
}

/** The chain of a preset; a learned network's chain is in the look. */
export function presetChain(settings: Pick<Settings, 'network'>): Chain | null {
  return settings.network.kind === 'preset' ? settings.network.chain : null
}

export function nodeSettings(settings: Pick<Settings, 'nodes'>, id: string): NodeSettings | undefined {
  return settings.nodes.find((node) => node.id === id)
}
