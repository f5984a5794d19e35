/** Endpoint: a node on another network, and an address that contradicts itself. */
import { genesisOf } from '../look/network-told.ts'
import { isForeign } from '../look/own-nodes.ts'
import { boundOf } from '../settings/settings.ts'
import type { Rule } from './finding.ts'
import { neededFacts } from './needs.ts'
import { eachOfFleet } from './node-rule.ts'

export const wrongNetwork: Rule<'wrong-network'> = (look) =>
  eachOfFleet('wrong-network', look, (node) => {
    const { chain } = look
    const told = node.about.genesis
    if (node.state !== 'reached' || chain === null || told === undefined) return 'unknown'
    // One fact that differs proves it, whatever the other is.
    if (!isForeign(look, node)) return neededFacts('wrong-network', look, node) === null ? 'unknown' : null
    const watched = { name: chain.name, ...genesisOf(chain) }
    return { severity: 'warning', facts: { [node.id]: { told, watched } } }
  })

export const endpointInconsistent: Rule<'endpoint-inconsistent'> = (look, settings) => {
  const rememberedMs = boundOf(settings, 'endpoint-inconsistent', 'rememberedSeconds') * 1_000
  return eachOfFleet('endpoint-inconsistent', look, ({ id, state, contradictions }) => {
    const recent = contradictions.filter(({ at }) => at > look.at - rememberedMs)
    if (recent.length > 0) return { severity: 'warning', facts: { [id]: recent } }
    return state === 'reached' ? null : 'unknown'
  })
}
