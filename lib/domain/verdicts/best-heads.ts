/** Best heads: a newer head of the same node, seen from anywhere, refutes an old one; what differs by vantage is the way. */
import type { Finding } from '../findings/finding.ts'
import { headAgeMs, oldAfterMs } from '../findings/head-age.ts'
import type { LookKind } from '../findings/rules.ts'
import { keyOf, nodeSubject, writeSubject } from '../kinds/subject.ts'
import type { Head } from '../look/look.ts'
import { fleetOf } from '../look/own-nodes.ts'
import { boundOf, type Settings } from '../settings/settings.ts'
import type { Voter } from './voters.ts'

/** The voters without what newer heads refute. */
export function withBestHeads(voters: readonly Voter[], settings: Settings): readonly Voter[] {
  const best = bestHeads(voters)
  return voters.map((voter) => refuted(voter, best, settings))
}

function bestHeads(voters: readonly Voter[]): ReadonlyMap<string, Head> {
  const best = new Map<string, Head>()
  for (const { look } of voters)
    for (const { id, head } of fleetOf(look).filter((node) => node.state === 'reached'))
      if (head !== 'unknown' && head.slot > (best.get(id)?.slot ?? -1)) best.set(id, head)
  return best
}

function refuted(voter: Voter, best: ReadonlyMap<string, Head>, settings: Settings): Voter {
  const { look, nodes } = voter
  const { chain } = look
  if (chain === null) return voter
  const findings = new Map(voter.findings)
  const older: OlderHead[] = []
  const isNews = (seen: Head, newest: Head | undefined): newest is Head =>
    newest !== undefined &&
    newest.slot > seen.slot &&
    headAgeMs(chain, { slot: newest.slot, at: seen.at }) <
      oldAfterMs(chain, settings, { kind: 'head-stale', slot: newest.slot })
  for (const [id, newest] of best) {
    const node = nodes.get(id)
    if (node?.state !== 'reached' || node.head === 'unknown' || !isNews(node.head, newest)) continue
    const seen = node.head
    const stale = keyOf({ kind: 'head-stale', subject: nodeSubject(id) })
    const frozen = keyOf({ kind: 'isolated', subject: nodeSubject(id) })
    const stall = keyOf({ kind: 'network-stall', subject: 'network' })
    const wasOld = findings.delete(stale)
    if (isFrozen(findings.get(frozen), id)) findings.delete(frozen)
    findings.delete(stall)
    if (wasOld && seen.at > newest.at) older.push({ id, seen, newest })
  }
  // Seen later here than there, and older: a cache, or several nodes behind one address; of most nodes it is our clock.
  const reached = fleetOf(look).filter(({ state }) => state === 'reached').length
  const isOurClock = older.length > 1 && older.length * 2 > reached
  if (isOurClock) noteClock(findings, voter)
  const gapMin = boundOf(settings, 'head-stale', 'slots')
  // A slot or two is a reorganisation, or a node that has just come back.
  for (const one of older) if (!isOurClock && one.newest.slot - one.seen.slot >= gapMin) note(findings, one)
  return { ...voter, findings }
}

interface OlderHead {
  readonly id: string
  readonly seen: Head
  readonly newest: Head
}

function noteClock(findings: Map<string, Finding<LookKind>>, { vantage }: Voter): void {
  const subject = writeSubject({ about: 'vantage', name: vantage })
  const facts = { of: 'vantage', aheadMs: null, endpoints: 0, isBehindHeads: false } as const
  const kind = 'clock-skew'
  findings.set(keyOf({ kind, subject }), { kind, subject, severity: 'warning', facts, nodes: [] })
}

function isFrozen(finding: Finding<LookKind> | undefined, id: string): boolean {
  return finding?.kind === 'isolated' && (finding as Finding<'isolated'>).facts[id]?.because === 'frozen'
}

function note(findings: Map<string, Finding<LookKind>>, { id, seen, newest }: OlderHead): void {
  const subject = nodeSubject(id)
  const key = keyOf({ kind: 'endpoint-inconsistent', subject })
  if (findings.has(key)) return
  const facts = {
    [id]: [{ at: seen.at, what: 'older-than-elsewhere', slot: seen.slot, elsewhere: newest.slot } as const],
  }
  findings.set(key, { kind: 'endpoint-inconsistent', subject, severity: 'warning', facts, nodes: [id] })
}
