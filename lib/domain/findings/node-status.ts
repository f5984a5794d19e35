/** Node status: what a node says of itself (syncing, optimistic, execution client, peers) and how fast it says it. */

import type { Look, ReachedNode, Syncing } from '../look/look.ts'
import { boundOf, type Settings } from '../settings/settings.ts'
import { count } from '../text/lists.ts'
import { type NodeComplaint, perNode, type Rule } from './finding.ts'
import { headAgeMs } from './head-age.ts'

export const syncing: Rule = (look, settings) =>
  perNode('syncing', look, (node) => saysSyncing(look, node, settings))

function saysSyncing(look: Look, node: ReachedNode, settings: Settings): NodeComplaint {
  const said = told(node, 'syncing')
  if (said !== true) return said === false ? null : 'unknown'
  if (node.head === 'unknown' || !look.chain)
    return { severity: 'warning', says: `${node.id} says it is syncing.` }
  const behind = Math.floor(headAgeMs(look.chain, node.head) / look.chain.slotMs)
  if (behind < boundOf(settings, 'syncing', 'slots')) return null
  return { severity: 'warning', says: `${node.id} is syncing, ${count(behind, 'slot')} behind our clock.` }
}

export const optimistic: Rule = (look) =>
  perNode('optimistic', look, (node) =>
    claim(node, 'optimistic', 'follows blocks its execution client has not verified'),
  )

export const executionOffline: Rule = (look) =>
  perNode('execution-offline', look, (node) =>
    claim(node, 'executionOffline', 'says its execution client is offline'),
  )

function claim(node: ReachedNode, field: 'optimistic' | 'executionOffline', words: string): NodeComplaint {
  const said = told(node, field)
  if (said === 'unknown') return 'unknown'
  return said ? { severity: 'warning', says: `${node.id} ${words}.` } : null
}

function told(
  node: ReachedNode,
  field: 'syncing' | 'optimistic' | 'executionOffline',
): Syncing[typeof field] {
  return node.syncing === 'unknown' ? 'unknown' : node.syncing[field]
}

/** Below the critical bound the loss of the node is a matter of redundancy; the verdict weighs that. */
export const lowPeers: Rule = (look, settings) =>
  perNode('low-peers', look, (node) => {
    if (node.peers === 'unknown') return 'unknown'
    if (node.peers >= boundOf(settings, 'low-peers', 'peersMin')) return null
    return { severity: 'warning', says: `${node.id} has ${count(node.peers, 'peer')}.` }
  })

export const slow: Rule = (look, settings) =>
  perNode('slow', look, (node) => {
    const { total } = node.timingsMs
    if (total <= boundOf(settings, 'slow', 'ms')) return null
    return { severity: 'warning', says: `${node.id} took ${Math.round(total)} ms to answer with its head.` }
  })
