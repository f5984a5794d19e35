/** Watchers: what is wrong with our own watching: silent or cut-off vantages, and nodes nobody can look at. */
import type { ByNode, FaultSeen, WatchingFacts } from '../findings/facts.ts'
import { faultSeen } from '../findings/reach.ts'
import { nodeSubject, type Subject, writeSubject } from '../kinds/subject.ts'
import type { Look, NodeLook } from '../look/look.ts'
import { fleetOf } from '../look/own-nodes.ts'
import type { Draft } from './draft.ts'
import type { FleetLookup } from './fleet-lookup.ts'
import type { Evidence } from './verdict.ts'
import type { Electorate, Voter } from './voters.ts'

type WatchingKind = 'vantage-degraded' | 'blind'
type WatchingDraft = Draft<WatchingKind>

interface JudgedAt {
  readonly now: number
  readonly freshMs: number
}

/** `vantage-degraded` and `blind`. */
export function watchers(electorate: Electorate, fleet: FleetLookup, at: JudgedAt): readonly WatchingDraft[] {
  return [
    ...electorate.silent.map((look) => silentVantage(look, electorate, at)),
    ...electorate.cutOff.map((look) => cutOffVantage(look, electorate)),
    ...electorate.voters.flatMap((voter) => lateVantage(voter, electorate)),
    ...unwatched(electorate, fleet),
    ...blindFleet(electorate, fleet, at),
  ]
}

const NOTHING: WatchingFacts = { silent: [], cutOff: [], fresh: null, unwatched: {} }

function vantageSubject({ vantage }: Look): Subject {
  return writeSubject({ about: 'vantage', name: vantage })
}

function silentVantage(look: Look, { voters }: Electorate, at: JudgedAt): WatchingDraft {
  const { vantage, at: lastLookAt } = look
  const times = { from: Math.max(lastLookAt + at.freshMs, watchedSince(voters)), asOf: at.now }
  const evidence = evidenceOf({ ...NOTHING, silent: [{ vantage, lastLookAt }] }, times, {
    notSeenBy: namesOf(voters),
  })
  return { kind: 'vantage-degraded', subject: vantageSubject(look), severity: 'warning', evidence }
}

/** Nobody was there to miss anybody before the looks that are fresh now; without one there is none to wait for. */
function watchedSince(voters: readonly Voter[]): number {
  return voters.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...voters.map(({ look }) => look.at))
}

function cutOffVantage(look: Look, { voters }: Electorate): WatchingDraft {
  const times = { from: look.at, asOf: look.at }
  const evidence = evidenceOf({ ...NOTHING, cutOff: [look.vantage] }, times, { notSeenBy: namesOf(voters) })
  return { kind: 'vantage-degraded', subject: vantageSubject(look), severity: 'warning', evidence }
}

/** What it had no time to ask or to read says nothing of the nodes, and is told of itself. */
function lateVantage({ vantage, look }: Voter, { voters }: Electorate): readonly WatchingDraft[] {
  const late = fleetOf(look).filter(lacksTime).length
  if (late === 0) return []
  const times = { from: look.at, asOf: look.at }
  const others = namesOf(voters).filter((name) => name !== vantage)
  const evidence = evidenceOf({ ...NOTHING, late: [{ vantage, nodes: late }] }, times, {
    seenBy: [vantage],
    notSeenBy: others,
  })
  return [{ kind: 'vantage-degraded', subject: vantageSubject(look), severity: 'warning', evidence }]
}

/** Of what it was to be asked, something was not asked or read in time. */
function lacksTime(node: NodeLook): boolean {
  return node.state === 'reached'
    ? Object.values(node.faults).some(({ kind }) => kind === 'no-time')
    : isLate(node)
}

function isLate(node: NodeLook | undefined): boolean {
  return node?.state === 'unknown' && node.fault.kind === 'no-time'
}

/** Nodes that no voter reached and that no majority calls down, each, and by data centre. */
function unwatched(
  { voters }: Electorate,
  { settings, inDataCenter }: FleetLookup,
): readonly WatchingDraft[] {
  if (voters.length === 0) return []
  const unseen = unseenNodes(voters, settings.nodes)
  // Where time was all that lacked, the vantages are told of.
  const isOurs = (id: string) => voters.every(({ nodes }) => isLate(nodes.get(id)))
  const byNode = [...unseen]
    .filter((id) => !isOurs(id))
    .map(
      (id): WatchingDraft => ({
        kind: 'vantage-degraded',
        subject: nodeSubject(id),
        severity: 'warning',
        evidence: unwatchedEvidence(voters, [id]),
      }),
    )
  const byDataCenter = settings.dataCenters.flatMap(({ id }): readonly WatchingDraft[] => {
    const nodes = inDataCenter.get(id) ?? []
    if (nodes.length < 2 || !nodes.every((node) => unseen.has(node)) || nodes.every(isOurs)) return []
    const subject = writeSubject({ about: 'data-center', name: id })
    return [{ kind: 'blind', subject, severity: 'critical', evidence: unwatchedEvidence(voters, nodes) }]
  })
  return [...byNode, ...byDataCenter]
}

/** Most of the fleet unseen, or fewer than half of the vantages fresh: two reasons are one verdict that has both. */
function blindFleet(
  electorate: Electorate,
  { settings }: FleetLookup,
  at: JudgedAt,
): readonly WatchingDraft[] {
  const unseen = headless(electorate.voters, settings.nodes)
  const isMost = electorate.voters.length > 0 && unseen.size * 2 > settings.nodes.length
  const reasons = [
    ...(isMost ? [unwatchedEvidence(electorate.voters, [...unseen])] : []),
    ...fewFresh(electorate, at),
    ...unknownChain(electorate),
  ]
  if (reasons.length === 0) return []
  return [{ kind: 'blind', subject: 'fleet', severity: 'critical', evidence: reasons.reduce(both) }]
}

/** Fewer than half of the vantages that are expected, which are those that ever looked. */
function fewFresh({ voters, cutOff, silent }: Electorate, at: JudgedAt): readonly WatchingEvidence[] {
  const vantages = voters.length + cutOff.length
  const expected = vantages + silent.length
  if (silent.length === 0 || vantages * 2 >= expected) return []
  const since = silent.map((look) => ({ vantage: look.vantage, lastLookAt: look.at }))
  const silentSince = Math.max(...silent.map((look) => look.at)) + at.freshMs
  const times = { from: Math.max(silentSince, watchedSince(voters)), asOf: at.now }
  const facts = { ...NOTHING, silent: since, fresh: { vantages, expected } }
  return [evidenceOf(facts, times, { notSeenBy: namesOf(voters) })]
}

/** No voter has learned which network this is, though nodes answer; where none does, that is told already. */
function unknownChain({ voters }: Electorate): readonly WatchingEvidence[] {
  const isAnswered = voters.some(({ look }) => fleetOf(look).some(({ state }) => state === 'reached'))
  if (!isAnswered || voters.some(({ look }) => look.chain !== null)) return []
  const at = voters.map(({ look }) => look.at)
  const times = { from: Math.min(...at), asOf: Math.max(...at) }
  return [evidenceOf({ ...NOTHING, noChain: true }, times, { seenBy: namesOf(voters) })]
}

/** Nodes of which no voter has a head, whether it reached them or not. */
function headless(voters: readonly Voter[], nodes: readonly { readonly id: string }[]): ReadonlySet<string> {
  const withHead = new Set(
    voters.flatMap(({ look }) =>
      look.nodes.flatMap((node) => (node.state === 'reached' && node.head !== 'unknown' ? [node.id] : [])),
    ),
  )
  const isReached = (id: string) => voters.some((voter) => voter.nodes.get(id)?.state === 'reached')
  return new Set(
    nodes.map(({ id }) => id).filter((id) => isUnwatched(voters, id) || (isReached(id) && !withHead.has(id))),
  )
}

function unseenNodes(
  voters: readonly Voter[],
  nodes: readonly { readonly id: string }[],
): ReadonlySet<string> {
  return new Set(nodes.map(({ id }) => id).filter((id) => isUnwatched(voters, id)))
}

function isUnwatched(voters: readonly Voter[], id: string): boolean {
  const states = voters.map((voter) => voter.nodes.get(id)?.state ?? 'unknown')
  const failed = states.filter((state) => state === 'failed').length
  return !states.includes('reached') && failed * 2 <= voters.length
}

type WatchingEvidence = Evidence<WatchingKind>

function unwatchedEvidence(voters: readonly Voter[], nodes: readonly string[]): WatchingEvidence {
  const at = voters.map((voter) => voter.look.at)
  const newestFirst = voters.toSorted((a, b) => b.look.at - a.look.at)
  const reasons: ByNode<FaultSeen | 'not-looked-at'> = Object.fromEntries(
    nodes.map((id) => [id, reasonOf(newestFirst, id)]),
  )
  const times = { from: Math.min(...at), asOf: Math.max(...at) }
  return evidenceOf({ ...NOTHING, unwatched: reasons }, times, { nodes, seenBy: namesOf(voters) })
}

/** The newest look's reason. */
function reasonOf(newestFirst: readonly Voter[], id: string): FaultSeen | 'not-looked-at' {
  for (const { nodes } of newestFirst) {
    const node = nodes.get(id)
    if (node !== undefined && node.state !== 'reached') return faultSeen(node.fault)
    if (node?.state === 'reached' && node.faults.head !== undefined) return faultSeen(node.faults.head)
  }
  return 'not-looked-at'
}

function evidenceOf(
  facts: WatchingFacts,
  times: Pick<WatchingEvidence, 'from' | 'asOf'>,
  more: Partial<WatchingEvidence>,
): WatchingEvidence {
  return { facts, nodes: [], seenBy: [], notSeenBy: [], cannotTell: [], ...times, ...more }
}

function both(a: WatchingEvidence, b: WatchingEvidence): WatchingEvidence {
  const late = [...(a.facts.late ?? []), ...(b.facts.late ?? [])]
  const facts: WatchingFacts = {
    silent: [...a.facts.silent, ...b.facts.silent],
    cutOff: [...a.facts.cutOff, ...b.facts.cutOff],
    fresh: a.facts.fresh ?? b.facts.fresh,
    unwatched: { ...a.facts.unwatched, ...b.facts.unwatched },
    ...(late.length > 0 ? { late } : {}),
    ...(a.facts.noChain || b.facts.noChain ? { noChain: true } : {}),
  }
  return {
    ...a,
    facts,
    nodes: [...new Set([...a.nodes, ...b.nodes])],
    from: Math.min(a.from, b.from),
    asOf: Math.max(a.asOf, b.asOf),
  }
}

function namesOf(voters: readonly Voter[]): readonly string[] {
  return voters.map((voter) => voter.vantage)
}
