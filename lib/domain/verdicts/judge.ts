/** Judge: from the vantages' latest looks to verdicts. */

import { keyOf } from '../kinds/subject.ts'
import type { Look } from '../look/look.ts'
import type { Settings } from '../settings/settings.ts'
import { causes } from './cause.ts'
import { combine, type Draft } from './combine.ts'
import { explanationOf } from './explain.ts'
import { partitions } from './partition.ts'
import type { Verdict, Verdicts } from './verdict.ts'
import { electorate } from './voters.ts'
import { watchers } from './watchers.ts'
import { healthyNodes, scopeOf, severityOf } from './weigh.ts'

/** What the fresh vantages together say; `looks` holds the latest look of each vantage, however old. */
export function judge(
  looks: readonly Look[],
  settings: Settings,
  at: { now: number; freshMs: number },
): Verdicts {
  const voting = electorate(looks, settings, at)
  const { unwell, unknown } = combine(voting.voters)
  const together = [...partitions(voting.voters, settings), ...watchers(voting, settings, at)]
  const single = mergeSame([...unwell, ...together])
  const all = weigh(
    [...single, ...causes(single, voting.voters, settings)],
    healthyNodes(single, voting.voters),
    settings,
  )
  return {
    unwell: all.map((draft) => verdict(draft, all, settings)),
    unknown,
    voters: voting.voters.map((voter) => voter.vantage),
    compared: new Set(voting.voters.flatMap(({ look }) => look.sides.sides.flatMap((side) => side.nodes))),
  }
}

function weigh(drafts: readonly Draft[], healthy: ReadonlySet<string>, settings: Settings): Draft[] {
  return drafts.map((draft) => ({ ...draft, severity: severityOf(draft, healthy, settings) }))
}

function verdict(draft: Draft, all: readonly Draft[], settings: Settings): Verdict {
  const explainedBy = explanationOf(draft, all, settings)
  return { ...draft, scope: scopeOf(draft, settings), ...(explainedBy ? { explainedBy } : {}) }
}

/** Two reasons to complain of one subject are one verdict that says both. */
function mergeSame(drafts: readonly Draft[]): Draft[] {
  const merged = new Map<string, Draft>()
  for (const draft of drafts) {
    const other = merged.get(keyOf(draft))
    merged.set(keyOf(draft), other ? both(other, draft) : draft)
  }
  return [...merged.values()]
}

function both(a: Draft, b: Draft): Draft {
  return {
    ...a,
    evidence: {
      ...a.evidence,
      says: `${a.evidence.says} ${b.evidence.says}`,
      nodes: [...new Set([...a.evidence.nodes, ...b.evidence.nodes])],
      from: Math.min(a.evidence.from, b.evidence.from),
      asOf: Math.max(a.evidence.asOf, b.evidence.asOf),
      lines: [...a.evidence.lines, ...b.evidence.lines],
    },
  }
}
