/** Voters: which vantages' looks are fresh, which of them are cut off, and what each makes of every rule. */
import type { Finding } from '../findings/finding.ts'
import { LOOK_KINDS, type LookKind, NODE_KINDS, RULES } from '../findings/rules.ts'
import { keyOf, nodeSubject, type Subject } from '../kinds/subject.ts'
import type { Look, NodeLook } from '../look/look.ts'
import { fleetOf } from '../look/own-nodes.ts'
import { failedInRow } from '../look/recent-looks.ts'
import { vantageClock } from '../look/vantage-clock.ts'
import type { Settings } from '../settings/settings.ts'
import { urlHash } from '../text/secret-text.ts'

/** A (kind, subject) of which one look may say something. */
export interface Concern {
  readonly kind: LookKind
  readonly subject: Subject
}

/** A vantage whose look counts, with what it complains of and what it cannot tell, by key. */
export interface Voter {
  readonly vantage: string
  readonly look: Look
  readonly nodes: ReadonlyMap<string, NodeLook>
  readonly findings: ReadonlyMap<string, Finding<LookKind>>
  readonly unknown: ReadonlyMap<string, Concern>
}

/** Since when none of these nodes answered this vantage: when the first of its latest failed looks in a row began. */
export function failingSince(voter: Voter, nodes: readonly string[], cadenceMs: number): number {
  const looks = Math.min(...nodes.map((id) => failedInRow(voter.nodes.get(id)?.recent ?? '')))
  return voter.look.at - Math.max(0, looks - 1) * cadenceMs
}

export interface Electorate {
  readonly voters: readonly Voter[]
  /** Fresh, but reaching nothing while others do: their complaints are about themselves. */
  readonly cutOff: readonly Look[]
  /** Vantages that have looked before and are not fresh now. */
  readonly silent: readonly Look[]
}

/** In a deployment the schedule may be a minute late; two and a half rounds and that minute are allowed. */
export function freshnessMs(cadenceMs: number, scheduleSlackMs: number): number {
  return 2.5 * cadenceMs + scheduleSlackMs
}

/** Between Regions: a schedule fires at any second of its minute. */
const REGION_SLACK_MS = 60_000

/** How long a look of a Region of a cloud counts. */
export function regionFreshnessMs(cadenceMs: number): number {
  return freshnessMs(cadenceMs, REGION_SLACK_MS)
}

/** Sorts the latest looks into voters, cut-off and silent vantages. */
export function electorate(
  looks: readonly Look[],
  settings: Settings,
  at: { now: number; freshMs: number },
): Electorate {
  const expected = new Set(settings.vantages.map(({ name }) => name))
  const hashes = urlHashes(settings)
  const known = looks.filter((look) => expected.has(look.vantage))
  const current = known.map((look) => inTrueTime(underSettings(look, hashes)))
  const fresh = current.filter((look) => at.now - look.at <= at.freshMs)
  const cutOff = fresh.filter((look) => isCutOff(look, fresh))
  return {
    voters: fresh.filter((look) => !cutOff.includes(look)).map((look) => voter(look, settings)),
    cutOff,
    silent: current.filter((look) => !fresh.includes(look)),
  }
}

function urlHashes({ nodes, references }: Settings): ReadonlyMap<string, string> {
  return new Map([...nodes, ...references].map(({ id, url }) => [id, urlHash(url)]))
}

/** Looks made under other settings count for nodes with the same id and URL. */
function underSettings(look: Look, hashes: ReadonlyMap<string, string>): Look {
  return { ...look, nodes: look.nodes.filter((node) => hashes.get(node.id) === node.urlHash) }
}

/** Dated by the clock of most others: looks of different vantages are compared by their times. */
function inTrueTime(look: Look): Look {
  const { aheadMs, isOff } = vantageClock(look)
  if (!isOff || aheadMs === null) return look
  const nodes = look.nodes.map((node) =>
    node.state !== 'reached' || node.head === 'unknown'
      ? node
      : { ...node, head: { ...node.head, at: node.head.at - aheadMs } },
  )
  return { ...look, at: look.at - aheadMs, nodes }
}

/** Reaches no node, and its control targets all fail or, having none, another vantage reaches something. */
function isCutOff(look: Look, fresh: readonly Look[]): boolean {
  if (fleetOf(look).some(isAnswering) || !fresh.some(reachesAnything)) return false
  const references = look.nodes.filter((node) => node.role === 'reference')
  return references.length > 0 ? !references.some(isAnswering) : true
}

function reachesAnything(look: Look): boolean {
  return look.nodes.some(isAnswering)
}

/** Something at the other end spoke, be it only to refuse us. */
function isAnswering(node: NodeLook): boolean {
  if (node.state === 'reached') return true
  return ['http-status', 'redirect', 'too-large', 'not-json', 'malformed'].includes(node.fault.kind)
}

function voter(look: Look, settings: Settings): Voter {
  const findings = new Map<string, Finding<LookKind>>()
  const unknown = new Map<string, Concern>()
  const note = (question: Concern) => unknown.set(keyOf(question), question)
  for (const kind of LOOK_KINDS) {
    const found = RULES[kind](look, settings)
    for (const finding of found.findings) findings.set(keyOf(finding), finding)
    for (const subject of found.unknown) note({ kind, subject })
  }
  const nodes = new Map(look.nodes.map((node) => [node.id, node]))
  // A node that a look does not hold was not looked at: nothing is known of it.
  for (const { id } of settings.nodes)
    if (!nodes.has(id)) for (const kind of NODE_KINDS) note({ kind, subject: nodeSubject(id) })
  return { vantage: look.vantage, look, nodes, findings, unknown }
}
