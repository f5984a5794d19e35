/** Groups left: what the validator groups that use the nodes concerned can still use, as the verdict says it and not otherwise. */

import type { Settings } from '../../settings/settings.ts'
import { count, listed, listedBriefly } from '../../text/lists.ts'
import { shortenMiddle } from '../../text/shorten.ts'
import { isDisabling } from '../../verdicts/draft.ts'
import type { GroupLeft } from '../../verdicts/verdict.ts'
import type { TextSentence } from '../notice.ts'
import type { Situation } from '../situation.ts'
import { KEYS_STAY, KEYS_STAY_BRIEFLY } from './keys-stay.ts'
import { nameNodes } from './node-names.ts'
import { toKnow } from './text-sentences.ts'

const GROUPS_NAMED = 3
const NODES_NAMED = 4
const NAME_LETTERS = 24

interface NamedGroup extends GroupLeft {
  readonly group: string
}

/** The validator groups with a name that use a node concerned. */
export function namedGroups({ view }: Pick<Situation, 'view'>): readonly NamedGroup[] {
  return view.left.filter((left): left is NamedGroup => left.group !== null)
}

/** Nodes that name no group, where none of them is left: that is why it is critical. */
function namelessBare({ view }: Pick<Situation, 'view'>): readonly GroupLeft[] {
  return view.left.filter(({ group, left }) => group === null && left === 0)
}

/** A line a group. */
export function sayGroupsLeft(situation: Situation): readonly string[] {
  return [
    ...namedGroups(situation).map((left) => sayGroupLeft(situation, left)),
    ...namelessBare(situation).map(({ nodes }) => `NO node left of the ${nodes} that name no group`),
  ]
}

function sayGroupLeft({ view, settings }: Situation, { group, nodes, left, usable }: NamedGroup): string {
  const keys = keysOf(settings, group)
  const name = `${group}${keys === 0 ? '' : ` (${count(keys, 'key')})`}`
  if (!isDisabling(view)) {
    return left === 0
      ? `${name} depends on ${nodes === 1 ? 'it' : 'them'} alone`
      : `${name} has ${left} of ${count(nodes, 'node')} outside this: ${nameUsable(usable, left)}`
  }
  return left === 0
    ? `${name} has NO node left of ${nodes}`
    : `${name} is left with ${left} of ${count(nodes, 'node')}: ${nameUsable(usable, left)}`
}

/** Only the first few are known by name. */
function nameUsable(usable: readonly string[], left: number): string {
  const shown = usable.slice(0, NODES_NAMED)
  return left <= shown.length ? listed(usable) : `${shown.join(', ')} and ${left - shown.length} more`
}

function keysOf(settings: Settings, group: string): number {
  return settings.validators
    .filter((each) => each.group === group)
    .flatMap((each) => each.indices)
    .reduce((sum, [from, to]) => sum + to - from + 1, 0)
}

/** See that the validators use another node; the keys never move. */
export function useOtherNodes(situation: Situation): string {
  return `${othersFor(situation)} ${KEYS_STAY}`
}

export function othersFor(situation: Situation): string {
  const groups = namedGroups(situation)
  const kept = groups.filter(({ left }) => left > 0)
  const bare = groups.filter(({ left }) => left === 0).map(({ group }) => group)
  const parts = [
    ...(kept.length > 0 ? [sayMove(situation, kept)] : []),
    ...(bare.length > 0 ? [`${sayBare(bare)} no other node, so mend this first; ${MISSES_COST_LITTLE}`] : []),
    ...(namelessBare(situation).length > 0
      ? [`No other node of ours can be used, so mend this first; ${MISSES_COST_LITTLE}`]
      : []),
  ]
  return parts.length > 0
    ? parts.join(' ')
    : `No validator group in the settings uses ${nameNodes(situation)}.`
}

/** Over a split nobody is moved: the page of the split says so, and this one must not say otherwise. */
function sayMove({ split }: Situation, kept: readonly NamedGroup[]): string {
  return split === undefined
    ? `See in the logs of the validator clients that ${sayUses(kept)}; if not, change their beacon node address to that.`
    : `Change no beacon node address of a validator client before you have read ${split.kind} ${split.id}: our nodes are on several chains, and a vote for a wrong one may never be undone.`
}

const MISSES_COST_LITTLE = 'missed attestations cost little and are no reason to move keys.'

function sayUses(kept: readonly NamedGroup[]): string {
  return kept
    .slice(0, GROUPS_NAMED)
    .map(({ group, usable }) => `${group} uses ${usable.slice(0, 2).join(' or ')}`)
    .join(', ')
}

function sayBare(groups: readonly string[]): string {
  return groups.length === 1
    ? `Validator group ${listed(groups)} has`
    : `Validator groups ${listed(groups)} have`
}

/** For a text message: what one group can use, and that the keys stay. */
export function otherNodesBriefly(situation: Situation): readonly TextSentence[] {
  const groups = namedGroups(situation)
  const [first] = groups
  if (first === undefined) return namelessBare(situation).length > 0 ? [KEYS_STAY_BRIEFLY] : []
  const kept = groups.find(({ usable }) => usable.length > 0)
  return [toKnow(sayOthersBriefly(situation, kept ?? first)), KEYS_STAY_BRIEFLY]
}

function sayOthersBriefly({ split }: Situation, { group, usable }: NamedGroup): string {
  if (usable.length === 0) return `${group} has no other node.`
  return split === undefined ? `${group} can use ${usable[0]}.` : `Move no validators: read ${split.id}.`
}

/** The groups that are left without a node, `, NO node left for g1 +1`; empty where there is none. */
export function sayBareGroups(situation: Pick<Situation, 'view'>): string {
  const bare = namedGroups(situation)
    .filter(({ left }) => left === 0)
    .map(({ group }) => shortenMiddle(group, NAME_LETTERS))
  if (bare.length > 0) return `, NO node left for ${listedBriefly(bare)}`
  return namelessBare(situation).length > 0 ? ', NO node left' : ''
}

/** Whoever uses the nodes concerned, for "stop the validator clients of". */
export function nameGroups(situation: Situation): string {
  const groups = namedGroups(situation).map(({ group }) => group)
  return groups.length > 0 ? `${listed(groups)} (they use these nodes)` : 'whoever uses these nodes'
}

export function nameGroupsBriefly(situation: Situation): string {
  const groups = namedGroups(situation).map(({ group }) => group)
  return groups.length === 0 ? 'these nodes' : listedBriefly(groups)
}
