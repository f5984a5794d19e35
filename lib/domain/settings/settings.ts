/** Settings: what the operator wrote in `watchfire.yaml`, after defaults: every field is present and valid. */

import type { Chain } from '../chain/chain.ts'
import type { PresetName } from '../chain/networks.ts'
import { KINDS, type Kind, type Thresholds } from '../kinds/kinds.ts'
import type { SecretText } from '../text/secret-text.ts'

export interface Settings {
  /** The installation, which tells two in one AWS account apart. */
  readonly name: string
  /** The chain of a preset, or the name of a network that is learned from the nodes. */
  readonly network: Network
  readonly cadenceMs: number
  /** Vantages in the order written; turns are counted along it. */
  readonly vantages: readonly VantageSettings[]
  /** The vantage whose Region holds the stack of the global table. */
  readonly home: string
  readonly pagingRegions: readonly string[]
  readonly dataCenters: readonly DataCenterSettings[]
  readonly nodes: readonly NodeSettings[]
  readonly references: readonly ReferenceSettings[]
  readonly validators: readonly ValidatorGroup[]
  readonly contacts: readonly ContactSettings[]
  readonly rotations: readonly RotationSettings[]
  readonly escalation: Readonly<Record<'critical' | 'warning', EscalationPolicy>>
  readonly thresholds: Readonly<Record<Kind, Thresholds>>
  /** Whether nodes may have private addresses (10/8, 172.16/12, 192.168/16, fc00::/7, 100.64/10). */
  readonly privateAddresses: boolean
  readonly runbook: string
  readonly communicate: Readonly<Record<string, string>>
  /** When work is planned: what it covers is not told. */
  readonly maintenance: readonly MaintenanceSettings[]
  /** The dead man's switch: pinged while Watchfire does its duties. */
  readonly heartbeat?: { readonly url: SecretText }
  /** A test page every week. */
  readonly drill?: DrillSettings
}

/** What a mute or a maintenance window covers: `node:a`, `data-center:fra1`, `kind:slow`. */
export type MuteScope = `node:${string}` | `data-center:${string}` | `kind:${string}`

export interface MaintenanceSettings {
  readonly id: string
  readonly scope: MuteScope
  readonly when: Weekly | Dated
  readonly reason?: string
}

/** Every week from `start` on, `Sun 02:00` in `timeZone`. */
interface Weekly {
  readonly every: 'week'
  readonly start: string
  readonly lengthMs: number
  readonly timeZone: string
}

/** Once, from and until by Unix time in milliseconds. */
interface Dated {
  readonly every: 'never'
  readonly from: number
  readonly until: number
}

interface DrillSettings {
  /** `Wed 10:00` in `timeZone`. */
  readonly weekly: string
  readonly timeZone: string
  /** Ids of contacts and rotations. */
  readonly contacts: readonly string[]
}

export type Network =
  | { readonly kind: 'preset'; readonly name: PresetName; readonly chain: Chain }
  | { readonly kind: 'learned'; readonly name: string }

export interface VantageSettings {
  readonly name: string
  readonly vpcId?: string
  readonly subnetIds?: readonly string[]
}

export interface DataCenterSettings {
  readonly id: string
  readonly provider?: string
  readonly contacts: readonly DataCenterContact[]
}

export interface DataCenterContact {
  readonly name: string
  readonly phone?: string
  readonly email?: string
  readonly url?: string
  /** Reaches a human at the site at any hour, not a ticket queue. */
  readonly direct: boolean
}

export interface TlsSettings {
  /** PEM text, already read from the file named. */
  readonly ca?: string
  readonly cert?: SecretText
  readonly key?: SecretText
}

/** What the prober needs to ask one endpoint. */
export interface Endpoint {
  readonly id: string
  readonly url: SecretText
  readonly headers: Readonly<Record<string, SecretText>>
  readonly tls: TlsSettings
}

export interface NodeSettings extends Endpoint {
  readonly dataCenter?: string
  readonly client?: string
  readonly execution?: string
  /** Validator groups whose clients use this node. */
  readonly serves: readonly string[]
}

export interface ReferenceSettings extends Endpoint {
  /** `finality`: asked only for finality checkpoints; `node`: asked like a node. */
  readonly kind: 'node' | 'finality'
}

interface ValidatorGroup {
  readonly group: string
  /** Inclusive ranges of validator indices. */
  readonly indices: readonly (readonly [number, number])[]
}

export interface ContactSettings {
  readonly id: string
  readonly email?: string
  readonly sms?: string
  /** An address of the operator's that AWS itself posts notices to. */
  readonly https?: string
  /** Whether text messages may hold a link; some carriers filter them. */
  readonly smsLink: boolean
  /** Called by Watchfire itself, where the contact has no other channel or none of them took the message. */
  readonly webhook?: WebhookSettings
}

export interface WebhookSettings {
  readonly kind: 'pagerduty' | 'slack' | 'json'
  readonly url?: SecretText
  readonly routingKey?: SecretText
}

export interface RotationSettings {
  readonly id: string
  readonly people: readonly string[]
  /** Day and time of the weekly handover, `Mon 09:00`, in `timeZone`. */
  readonly handover: string
  readonly timeZone: string
}

export interface EscalationPolicy {
  readonly steps: readonly EscalationStep[]
  /** Undefined: an opening is told once. */
  readonly repeatEveryMs?: number
  readonly ackExpiresMs: number
}

interface EscalationStep {
  readonly afterMs: number
  readonly notify: readonly string[]
}

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
