/** Watching says: what is wrong with our own watching, in sentences; the kinds of it share them. */
import type { ByNode, FaultSeen, WatchingFacts } from '../../findings/facts.ts'
import { sayFault } from '../../look/fault.ts'
import { count, unique } from '../../text/lists.ts'
import { sayInstant } from '../../text/time.ts'

export function sayWatching(facts: WatchingFacts): string {
  const { silent, cutOff, fresh, unwatched } = facts
  return [
    ...(fresh === null ? silent.map(saySilent) : [sayFresh(fresh)]),
    ...cutOff.map((vantage) => `${vantage} reaches nothing while others do; what it sees does not count.`),
    ...(facts.late ?? []).map(sayLate),
    ...sayUnwatched(unwatched),
    ...(facts.noChain
      ? [
          'No node tells which network it is on (genesis and spec), so ages, stalls and finality are not judged.',
        ]
      : []),
  ].join(' ')
}

/** The silent vantages where the sentence only counts them, and the nodes where it names none. */
export function listWatching({ silent, fresh, unwatched }: WatchingFacts): readonly string[] {
  const nodes = Object.entries(unwatched)
  return [
    ...(fresh === null
      ? []
      : silent.map(({ vantage, lastLookAt }) => `${vantage} silent since ${sayInstant(lastLookAt)}`)),
    ...(nodes.length > 1 ? nodes.map(([id, why]) => `${id} ${sayWhy(why)}`) : []),
  ]
}

/** The first reason why we may not look at a node. */
export function firstRefusal({ unwatched }: WatchingFacts): FaultSeen | undefined {
  return Object.values(unwatched).find((why): why is FaultSeen => why !== 'not-looked-at')
}

export function sayWhy(why: FaultSeen | 'not-looked-at'): string {
  return why === 'not-looked-at' ? 'has not been looked at' : sayFault(why)
}

function saySilent({ vantage, lastLookAt }: WatchingFacts['silent'][number]): string {
  return `${vantage} has been silent since its look of ${sayInstant(lastLookAt)}.`
}

function sayLate({ vantage, nodes }: NonNullable<WatchingFacts['late']>[number]): string {
  return `${vantage} had no time to look at ${count(nodes, 'node')}, which says nothing of ${nodes === 1 ? 'it' : 'them'}: its process is kept from its work.`
}

function sayFresh({ vantages, expected }: NonNullable<WatchingFacts['fresh']>): string {
  return `Only ${vantages} of ${count(expected, 'vantage')} ${vantages === 1 ? 'has' : 'have'} a fresh look.`
}

function sayUnwatched(unwatched: ByNode<FaultSeen | 'not-looked-at'>): readonly string[] {
  const [first, ...others] = Object.entries(unwatched).map(([id, why]) => ({ id, why: sayWhy(why) }))
  if (first === undefined) return []
  if (others.length === 0) return [`Nothing is known of ${first.id}: it ${first.why}.`]
  const reasons = unique([first, ...others].map(({ why }) => why))
  const why = reasons.length === 1 ? reasons[0] : `has a reason of its own, ${reasons.length} in all`
  return [`Nothing is known of ${count(others.length + 1, 'node')}: each ${why}.`]
}
