/** Watchers: what is wrong with our own watching: silent or cut-off vantages, and nodes nobody can look at. */
import { sayFault } from '../look/fault.ts'
import type { Look } from '../look/look.ts'
import type { Settings } from '../settings/settings.ts'
import { count } from '../text/lists.ts'
import { sayInstant } from '../text/time.ts'
import type { Draft } from './combine.ts'
import type { Evidence } from './verdict.ts'
import { type Electorate, nodeOf } from './voters.ts'

/** `vantage-degraded` and `blind`. */
export function watchers(
  electorate: Electorate,
  settings: Settings,
  at: { now: number; freshMs: number },
): Draft[] {
  return [
    ...silentVantages(electorate, at),
    ...cutOffVantages(electorate),
    ...unwatched(electorate, settings),
    ...fewFresh(electorate, at),
  ]
}

function silentVantages({ silent, voters }: Electorate, at: { now: number; freshMs: number }): Draft[] {
  return silent.map((look) => ({
    kind: 'vantage-degraded',
    subject: `vantage:${look.vantage}`,
    severity: 'warning',
    evidence: {
      ...nothing(voters.map((voter) => voter.vantage)),
      says: `${look.vantage} has been silent since its look of ${sayInstant(look.at)}.`,
      from: look.at + at.freshMs,
      asOf: at.now,
    },
  }))
}

function cutOffVantages({ cutOff, voters }: Electorate): Draft[] {
  return cutOff.map((look) => ({
    kind: 'vantage-degraded',
    subject: `vantage:${look.vantage}`,
    severity: 'warning',
    evidence: {
      ...nothing(voters.map((voter) => voter.vantage)),
      says: `${look.vantage} reaches nothing while others do; what it sees does not count.`,
      from: look.at,
      asOf: look.at,
    },
  }))
}

/** Fewer than half of the vantages that are expected, which are those that ever looked. */
function fewFresh({ voters, cutOff, silent }: Electorate, at: { now: number; freshMs: number }): Draft[] {
  const fresh = voters.length + cutOff.length
  if (silent.length === 0 || fresh * 2 >= fresh + silent.length) return []
  const said = `Only ${fresh} of ${count(fresh + silent.length, 'vantage')} ${fresh === 1 ? 'has' : 'have'} a fresh look.`
  return [
    {
      kind: 'blind',
      subject: 'fleet',
      severity: 'critical',
      evidence: {
        ...nothing(voters.map((voter) => voter.vantage)),
        says: said,
        from: Math.max(...silent.map((look) => look.at)) + at.freshMs,
        asOf: at.now,
        lines: silent.map((look) => `${look.vantage} silent since ${sayInstant(look.at)}`),
      },
    },
  ]
}

/** Nodes that no voter reached and that no majority calls down, each, by data centre and as most of the fleet. */
function unwatched(electorate: Electorate, settings: Settings): Draft[] {
  const { voters } = electorate
  if (voters.length === 0) return []
  const unseen = new Set(settings.nodes.map((node) => node.id).filter((id) => isUnwatched(electorate, id)))
  const byNode = [...unseen].map((id) =>
    unwatchedDraft(electorate, 'vantage-degraded', { subject: `node:${id}`, nodes: [id] }),
  )
  const byDataCenter = settings.dataCenters.flatMap(({ id }) => {
    const nodes = settings.nodes.filter((node) => node.dataCenter === id).map((node) => node.id)
    if (nodes.length < 2 || !nodes.every((node) => unseen.has(node))) return []
    return [unwatchedDraft(electorate, 'blind', { subject: `data-center:${id}`, nodes })]
  })
  const most = unseen.size * 2 > settings.nodes.length
  const fleet = most ? [unwatchedDraft(electorate, 'blind', { subject: 'fleet', nodes: [...unseen] })] : []
  return [...byNode, ...byDataCenter, ...fleet]
}

function isUnwatched({ voters }: Electorate, id: string): boolean {
  const states = voters.map((voter) => nodeOf(voter, id)?.state ?? 'unknown')
  const failed = states.filter((state) => state === 'failed').length
  return !states.includes('reached') && failed * 2 <= voters.length
}

function unwatchedDraft(
  { voters }: Electorate,
  kind: 'vantage-degraded' | 'blind',
  about: { subject: string; nodes: readonly string[] },
): Draft {
  const reasons = about.nodes.map((id) =>
    reasonOf(
      voters.map((voter) => voter.look),
      id,
    ),
  )
  const distinct = [...new Set(reasons)]
  const who = about.nodes.length === 1 ? about.nodes[0]! : count(about.nodes.length, 'node')
  const why = distinct.length === 1 ? distinct[0]! : `has a reason of its own, ${distinct.length} in all`
  const at = voters.map((voter) => voter.look.at)
  return {
    kind,
    subject: about.subject,
    severity: kind === 'blind' ? 'critical' : 'warning',
    evidence: {
      ...nothing([]),
      says: `Nothing is known of ${who}: ${about.nodes.length === 1 ? 'it' : 'each'} ${why}.`,
      nodes: about.nodes,
      seenBy: voters.map((voter) => voter.vantage),
      from: Math.min(...at),
      asOf: Math.max(...at),
      lines: about.nodes.length > 1 ? about.nodes.map((id, index) => `${id} ${reasons[index]}`) : [],
    },
  }
}

/** The newest look's reason. */
function reasonOf(looks: readonly Look[], id: string): string {
  const newest = [...looks]
    .sort((a, b) => b.at - a.at)
    .flatMap((look) => look.nodes.filter((node) => node.id === id))
  const faults = newest.flatMap((node) => (node.state === 'reached' ? [] : [node.fault]))
  return faults[0] ? sayFault(faults[0]) : 'has not been looked at'
}

function nothing(notSeenBy: readonly string[]): Omit<Evidence, 'says' | 'from' | 'asOf'> {
  return { nodes: [], seenBy: [], notSeenBy, cannotTell: [], lines: [] }
}
