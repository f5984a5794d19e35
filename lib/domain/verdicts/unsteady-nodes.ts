/** Unsteady nodes: away in a good share of the last looks of all vantages together, again and again. */
import type { UnsteadyFacts } from '../findings/facts.ts'
import { nodeSubject } from '../kinds/subject.ts'
import { countLooks, hasFailedOf } from '../look/recent-looks.ts'
import { boundOf, type Settings } from '../settings/settings.ts'
import type { Draft } from './draft.ts'
import type { Voter } from './voters.ts'

/** Who was away lately may go again; of who was not, the hour before tells the past. */
const LATELY_LOOKS = 15

/**
 * Each vantage looks at phases of its own: of a node that comes and goes in step with one of them, that one sees
 * half of the looks fail and another none. So their looks are added up; how often it went is what the one saw who
 * saw it most, because one outage is seen by all.
 */
export function unsteadyNodes(voters: readonly Voter[], settings: Settings): readonly Draft<'unsteady'>[] {
  const bound = (name: Parameters<typeof boundOf<'unsteady'>>[2]) => boundOf(settings, 'unsteady', name)
  return settings.nodes.flatMap(({ id }) => {
    const seen = voters.flatMap((voter) => {
      const recent = voter.nodes.get(id)?.recent
      return recent === undefined ? [] : [{ voter, recent, ...countLooks(recent) }]
    })
    const sum = (of: 'looks' | 'failed') => seen.reduce((total, one) => total + one[of], 0)
    const facts: UnsteadyFacts = {
      looks: sum('looks'),
      failed: sum('failed'),
      absences: Math.max(0, ...seen.map(({ absences }) => absences)),
    }
    const isUnsteady =
      facts.looks >= bound('looksMin') &&
      facts.failed * 100 >= facts.looks * bound('percentMin') &&
      facts.absences >= bound('absencesMin') &&
      seen.some(({ recent }) => hasFailedOf(recent, LATELY_LOOKS))
    return isUnsteady ? [draft(id, facts, seen)] : []
  })
}

function draft(
  id: string,
  facts: UnsteadyFacts,
  seen: readonly { readonly voter: Voter; readonly failed: number }[],
): Draft<'unsteady'> {
  const at = seen.map(({ voter }) => voter.look.at)
  const namesOf = (some: typeof seen) => some.map(({ voter }) => voter.vantage)
  return {
    kind: 'unsteady',
    subject: nodeSubject(id),
    severity: 'warning',
    evidence: {
      facts: { [id]: facts },
      nodes: [id],
      seenBy: namesOf(seen.filter(({ failed }) => failed > 0)),
      notSeenBy: namesOf(seen.filter(({ failed }) => failed === 0)),
      cannotTell: [],
      from: Math.min(...at),
      asOf: Math.max(...at),
    },
  }
}
