/** Node status: what a node says of itself (syncing, optimistic, execution client, peers) and how fast it says it. */
import type { BlockRef } from '../chain/block.ts'
import { type Chain, slotsIn } from '../chain/chain.ts'
import type { Unknown } from '../look/fault.ts'
import type { Head, ReachedNode } from '../look/look.ts'
import { boundOf } from '../settings/settings.ts'
import type { Rule } from './finding.ts'
import { headAgeMs } from './head-age.ts'
import { eachNode } from './node-rule.ts'

export const syncing: Rule<'syncing'> = (look, settings) => {
  const slotsMin = boundOf(settings, 'syncing', 'slots')
  return eachNode('syncing', look, (node, { isSyncing }) => {
    if (!isSyncing) return null
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
  eachNode('optimistic', look, (node, { isOptimistic }) => (isOptimistic ? withHead(node) : null))

export const executionOffline: Rule<'execution-offline'> = (look) =>
  eachNode('execution-offline', look, (node, { isExecutionOffline }) =>
    isExecutionOffline ? withHead(node) : null,
  )

function withHead(node: ReachedNode) {
  return { severity: 'warning', facts: { [node.id]: { head: headSeen(node) } } } as const
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
