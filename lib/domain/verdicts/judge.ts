/** Judge: from the vantages' latest looks to verdicts. */
import { keyOf } from '../kinds/subject.ts'
import type { Look } from '../look/look.ts'
import type { Settings } from '../settings/settings.ts'
import { withBestHeads } from './best-heads.ts'
import { causes } from './cause.ts'
import { combine } from './combine.ts'
import { explanations } from './explain.ts'
import { fleetLookup } from './fleet-lookup.ts'
import { partitions } from './partitions.ts'
import { scopeOf, severityOf } from './severity-of.ts'
import { sharedClock } from './shared-clock.ts'
import { unsteadyNodes } from './unsteady-nodes.ts'
import { type HeldOpen, leftBeside, usableNodes } from './usable-nodes.ts'
import type { Verdicts } from './verdict.ts'
import { electorate } from './voters.ts'
import { watchers } from './watchers.ts'

interface JudgingOptions {
  readonly now: number
  /** How long a look counts, in milliseconds. */
  readonly freshMs: number
  /** What this judge holds open from before; none where it holds nothing. */
  readonly held?: readonly HeldOpen[]
}

/** What the fresh vantages together say; `looks` holds the latest look of each vantage, however old. */
export function judge(looks: readonly Look[], settings: Settings, at: JudgingOptions): Verdicts {
  const fleet = fleetLookup(settings)
  const voting = electorate(looks, settings, at)
  const { voters } = voting
  const { held = [] } = at
  const {
    unwell: combined,
    unknown: untold,
    pending,
  } = combine(withBestHeads(voters, settings), settings.cadenceMs)
  const parted = partitions(voters, fleet)
  const unknown = new Set([...untold, ...parted.unknown])
  const unwell = sharedClock(combined, voters)
  const single = [
    ...unwell,
    ...parted.unwell,
    ...unsteadyNodes(voters, settings),
    ...watchers(voting, fleet, at),
  ]
  const usable = usableNodes({ drafts: single, voters, unknown, held })
  const beside = (nodes: readonly string[]) => leftBeside(nodes, { fleet, usable })
  const weighed = [...single, ...causes(single, { voters, fleet, held })].map((draft) => {
    const left = beside(draft.evidence.nodes)
    return { ...draft, left, severity: severityOf(draft, left, settings) }
  })
  const explainedBy = explanations(weighed)
  return {
    unwell: weighed.map((draft) => {
      const cause = explainedBy.get(keyOf(draft))
      return { ...draft, scope: scopeOf(draft, settings), ...(cause !== undefined && { explainedBy: cause }) }
    }),
    unknown,
    pending,
    voters: voters.map((voter) => voter.vantage),
    lookedAt: new Map(voters.map(({ vantage, look }) => [vantage, look.at])),
    compared: new Set(voters.flatMap(({ look }) => look.sides.sides.flatMap((side) => side.nodes))),
    leftBeside: beside,
  }
}
