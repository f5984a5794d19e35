/** Resolve: the settings as written become the settings as meant, with every default filled in. */
import { PRESETS, type PresetName } from '../chain/networks.ts'
import { ALL_KINDS, KINDS, type Kind, type Thresholds } from '../kinds/kinds.ts'
import { durationMs } from '../text/duration.ts'
import { DEFAULTS } from './defaults.ts'
import type { Files } from './endpoints.ts'
import { rangesIn } from './indices.ts'
import { resolveMaintenance } from './planned.ts'
import type { WrittenSettings } from './schema.ts'
import type {
  ContactSettings,
  DataCenterSettings,
  Endpoint,
  EscalationPolicy,
  Network,
  NodeSettings,
  ReferenceSettings,
  RotationSettings,
  Settings,
  TlsSettings,
  VantageSettings,
} from './settings.ts'
import type { WrittenThresholds } from './threshold-schema.ts'

/** Expects settings that have passed every check. */
export function resolveSettings(written: WrittenSettings, files: Files): Settings {
  const vantages = written.vantages.map(resolveVantage)
  const contacts = (written.contacts ?? []).map(resolveContact)
  return {
    name: written.name ?? DEFAULTS.name,
    network: resolveNetwork(written.network),
    cadenceMs: durationMs(written.cadence ?? DEFAULTS.cadence),
    vantages,
    home: written.home ?? vantages[0]!.name,
    pagingRegions: written.pagingRegions ?? vantages.map(({ name }) => name),
    dataCenters: (written.dataCenters ?? []).map(resolveDataCenter),
    nodes: written.nodes.map((node) => resolveNode(node, files)),
    references: (written.references ?? []).map((reference) => resolveReference(reference, files)),
    validators: (written.validators ?? []).map(({ group, indices }) => ({
      group,
      indices: rangesIn(indices),
    })),
    contacts,
    rotations: (written.rotations ?? []).map(resolveRotation),
    escalation: {
      critical: resolvePolicy('critical', written, contacts),
      warning: resolvePolicy('warning', written, contacts),
    },
    thresholds: resolveThresholds(written.thresholds ?? {}),
    privateAddresses: written.privateAddresses ?? DEFAULTS.privateAddresses,
    runbook: written.runbook?.replace(/\/+$/, '') ?? DEFAULTS.runbook,
    communicate: written.communicate ?? {},
    maintenance: (written.maintenance ?? []).map(resolveMaintenance),
    ...(written.heartbeat !== undefined && { heartbeat: written.heartbeat }),
    ...(written.drill !== undefined && { drill: { timeZone: DEFAULTS.timeZone, ...written.drill } }),
  }
}

type Item<K extends keyof WrittenSettings> =
  NonNullable<WrittenSettings[K]> extends readonly (infer T)[] ? T : never

function resolveNetwork(name: string): Network {
  if (!Object.hasOwn(PRESETS, name)) return { kind: 'learned', name }
  const preset = name as PresetName
  return { kind: 'preset', name: preset, chain: PRESETS[preset] }
}

function resolveVantage(written: Item<'vantages'>): VantageSettings {
  if (typeof written === 'string') return { name: written }
  const { region, name, ...network } = written
  return { ...network, name: (region ?? name)! }
}

function resolveDataCenter(written: Item<'dataCenters'>): DataCenterSettings {
  const contacts = (written.contacts ?? []).map((contact) => ({
    ...contact,
    direct: contact.direct ?? DEFAULTS.direct,
  }))
  return { ...written, contacts }
}

function resolveNode(written: Item<'nodes'>, files: Files): NodeSettings {
  return { ...written, ...resolveEndpoint(written, files), serves: written.serves ?? [] }
}

function resolveReference(written: Item<'references'>, files: Files): ReferenceSettings {
  return { ...resolveEndpoint(written, files), kind: written.kind ?? DEFAULTS.referenceKind }
}

function resolveEndpoint(written: Item<'nodes'> | Item<'references'>, files: Files): Endpoint {
  const { id, url, headers = {}, tls = {} } = written
  return { id, url, headers, tls: resolveTls(tls, files) }
}

function resolveTls({ ca, ...client }: NonNullable<Item<'nodes'>['tls']>, files: Files): TlsSettings {
  const pem = ca === undefined ? undefined : files(ca)
  return pem === undefined ? client : { ...client, ca: pem }
}

function resolveContact(written: Item<'contacts'>): ContactSettings {
  const { sms, ...others } = { smsLink: DEFAULTS.smsLink, ...written }
  return sms === undefined ? others : { ...others, sms: sms.replace(/[\s-]/g, '') }
}

function resolveRotation(written: Item<'rotations'>): RotationSettings {
  return {
    ...written,
    handover: written.handover ?? DEFAULTS.handover,
    timeZone: written.timeZone ?? DEFAULTS.timeZone,
  }
}

function resolvePolicy(
  severity: 'critical' | 'warning',
  written: WrittenSettings,
  contacts: readonly ContactSettings[],
): EscalationPolicy {
  const standard = DEFAULTS.escalation[severity]
  const policy = written.escalation?.[severity] ?? {}
  const steps = policy.steps ?? [{ after: standard.after, notify: contacts.map(({ id }) => id) }]
  const repeatEvery = policy.repeatEvery ?? standard.repeatEvery
  return {
    steps: steps.map(({ after, notify }) => ({ afterMs: durationMs(after), notify })),
    ...(repeatEvery !== undefined && { repeatEveryMs: durationMs(repeatEvery) }),
    ackExpiresMs: durationMs(policy.ackExpires ?? standard.ackExpires),
  }
}

function resolveThresholds(written: Partial<Record<Kind, WrittenThresholds>>): Settings['thresholds'] {
  const pairs = ALL_KINDS.map((kind) => [kind, thresholdsOf(KINDS[kind], written[kind] ?? {})])
  return Object.fromEntries(pairs) as Record<Kind, Thresholds>
}

function thresholdsOf(standard: Thresholds, written: WrittenThresholds): Thresholds {
  const { after, clears, severity, ...bounds } = written
  return {
    afterMs: after === undefined ? standard.afterMs : durationMs(after),
    clearsMs: clears === undefined ? standard.clearsMs : durationMs(clears),
    severity: severity ?? standard.severity,
    bounds: { ...standard.bounds, ...(bounds as Record<string, number>) },
  }
}
