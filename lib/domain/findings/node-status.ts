/** Node status: what a node says of itself (syncing, optimistic, execution client, peers) and how fast it says it. */
import type { BlockRef } from '../chain/block.ts'
import { type Chain, slotsIn } from '../chain/chain.ts'
import type { Unknown } from '../look/fault.ts'
import type { Head, ReachedNode, Syncing } from '../look/look.ts'
import { boundOf } from '../settings/settings.ts'
import type { FactsByKind } from './facts.ts'
import type { Rule } from './finding.ts'
import { headAgeMs } from './head-age.ts'
import { eachNode, type NodeComplaint } from './node-rule.ts'

export const syncing: Rule<'syncing'> = (look, settings) => {
  const slotsMin = boundOf(settings, 'syncing', 'slots')
  return eachNode('syncing', look, (node, said) => {
    if (said.syncing.syncing !== true) return said.syncing.syncing === false ? null : 'unknown'
    const slots = slotsBehind(node.head, look.chain)
    if (slots !== 'unknown' && slots < slotsMin) return null
    return { severity: 'warning', facts: { [node.id]: { slots } } }
  })
}

function slotsBehind(head: Head | Unknown, chain: Chain | null): number | Unknown {
  if (head === 'unknown' || chain === null) return 'unknown'
  return slotsIn(chain, head.slot, headAgeMs(chain, head))
}

export const optimistic: Rule<'optimistic'> = (look) =>
  eachNode('optimistic', look, (node) => {
    if (node.isHeadOptimistic && (node.syncing === 'unknown' || node.syncing.optimistic === 'unknown'))
      return { severity: 'warning', facts: { [node.id]: { head: headSeen(node) } } }
    return node.syncing === 'unknown' ? 'unknown' : claim<'optimistic'>(node, node.syncing, 'optimistic')
  })

export const executionOffline: Rule<'execution-offline'> = (look) =>
  eachNode('execution-offline', look, (node, said) =>
    claim<'execution-offline'>(node, said.syncing, 'executionOffline'),
  )

function claim<K extends 'optimistic' | 'execution-offline'>(
  node: ReachedNode,
  said: Syncing,
  field: 'optimistic' | 'executionOffline',
): NodeComplaint<K> {
  if (said[field] === 'unknown') return 'unknown'
  const facts = { [node.id]: { head: headSeen(node) } } as FactsByKind[K]
  return said[field] ? { severity: 'warning', facts } : null
}

function headSeen({ head }: ReachedNode): BlockRef | Unknown {
  return head === 'unknown' ? head : { slot: head.slot, root: head.root }
}

export const lowPeers: Rule<'low-peers'> = (look, settings) => {
  const peersMin = boundOf(settings, 'low-peers', 'peersMin')
  return eachNode('low-peers', look, ({ id }, { peers }) =>
    peers >= peersMin ? null : { severity: 'warning', facts: { [id]: { peers } } },
  )
}

export const slow: Rule<'slow'> = (look, settings) => {
  const msMax = boundOf(settings, 'slow', 'ms')
  return eachNode('slow', look, ({ id, timingsMs: { total: totalMs } }) =>
    totalMs <= msMax ? null : { severity: 'warning', facts: { [id]: { totalMs } } },
  )
}
