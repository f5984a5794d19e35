/** Node lines: a line a node, with where it is, what it runs, and what is wrong with it. */

import type { BlockRef } from '../../chain/block.ts'
import { slotAt } from '../../chain/chain.ts'
import type { ByNode } from '../../findings/facts.ts'
import type { Unknown } from '../../look/fault.ts'
import type { ReachedNode } from '../../look/look.ts'
import { nodeSettings } from '../../settings/settings.ts'
import { count } from '../../text/lists.ts'
import { HIDDEN, publicHost } from '../../text/secret-text.ts'
import { chainOf, concerned, type FleetSettings, reachedIn, type Situation } from '../situation.ts'
import { sayHead } from './block-words.ts'
import { factsOf, isOfSeveral, type Predicate } from './each-node.ts'
import { saySoftware, softwareOf } from './software.ts'

/** `ams1-teku-1 (ams1, bn1.ams1.example.com): teku v25.11.0 + besu, 61 peers, says it is syncing`. */
export function sayNode(situation: Situation, id: string): string {
  const node = reachedIn(situation.look, id)
  const software = saySoftware(softwareOf(situation, id))
  const told = node === undefined ? [] : sayTold(node)
  return `${id}${sayPlace(situation, id)}: ${[software, ...told].join(', ')}`
}

/** Where somebody would log in: of the address no more than the host, since a path may hold a key. */
function sayPlace({ settings }: Situation, id: string): string {
  const known = [nodeSettings(settings, id)?.dataCenter, hostOf(settings, id)]
  return inBrackets(known.filter((part) => part !== undefined))
}

/** `ams1-teku-1 (bn1.ams1.example.com)`, where the place is said already. */
export function nameWithHost(settings: FleetSettings, id: string): string {
  return `${id}${inBrackets([hostOf(settings, id)].filter((part) => part !== undefined))}`
}

function inBrackets(parts: readonly string[]): string {
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

function hostOf(settings: FleetSettings, id: string): string | undefined {
  const node = nodeSettings(settings, id)
  const host = node === undefined ? HIDDEN : publicHost(node.url)
  return host === HIDDEN ? undefined : host
}

function sayTold({ peers, syncing }: ReachedNode): readonly string[] {
  const told = peers === 'unknown' ? [] : [count(peers, 'peer')]
  if (syncing === 'unknown') return told
  return [
    ...told,
    ...(syncing.syncing === true ? ['says it is syncing'] : []),
    ...(syncing.optimistic === true ? ['optimistic'] : []),
    ...(syncing.executionOffline === true ? ['execution client offline'] : []),
  ]
}

/** A line for each node concerned; `stateOf` is what is wrong with it, or empty. */
export function nodeLines(situation: Situation, stateOf: (id: string) => string): readonly string[] {
  return concerned(situation).map((id) => [sayNode(situation, id), stateOf(id)].filter(Boolean).join('; '))
}

/** How the nodes of a kind with facts by node are told on a line: of one of several what it does, of one alone its state. */
export function linesByNode<T>(
  situation: Situation,
  {
    facts,
    predicate,
    stateOf,
  }: {
    readonly facts: ByNode<T>
    readonly predicate: Predicate<T>
    readonly stateOf: (facts: T, id: string) => string
  },
): readonly string[] {
  return nodeLines(situation, (id) => {
    const own = factsOf(facts, id)
    if (own === undefined) return ''
    return isOfSeveral(situation) ? predicate(own) : stateOf(own, id)
  })
}

/** By our own clock when the look was made; empty where the head is not known. */
export function sayHeadThen(situation: Situation, head: BlockRef | Unknown): string {
  if (head === 'unknown') return ''
  return sayHead(head, slotsBehind(situation, head) ?? 0)
}

/** The head that the look has of a node. */
export function sayHeadSeen(situation: Situation, id: string): string {
  return sayHeadThen(situation, reachedIn(situation.look, id)?.head ?? 'unknown')
}

/** How many slots a head was behind our clock; undefined where the network's times are not known. */
export function slotsBehind(situation: Situation, head: BlockRef): number | undefined {
  const chain = chainOf(situation)
  return chain === null ? undefined : slotAt(chain, situation.view.evidence.asOf) - head.slot
}
