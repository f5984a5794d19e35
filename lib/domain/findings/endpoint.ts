/** Endpoint: a node on another network, and an address that contradicts itself. */
import { isForeign } from '../look/own-nodes.ts'
import { boundOf } from '../settings/settings.ts'
import type { Rule } from './finding.ts'
import { neededFacts } from './needs.ts'
import { eachOfFleet } from './node-rule.ts'

export const wrongNetwork: Rule<'wrong-network'> = (look) =>
  eachOfFleet('wrong-network', look, (node) => {
    const facts = node.state === 'reached' ? neededFacts('wrong-network', look, node) : null
    if (facts === null) return 'unknown'
    if (!isForeign(look, node)) return null
    const { name, genesisTimeMs: timeMs, genesisValidatorsRoot: validatorsRoot } = facts.chain
    const watched = { name, timeMs, validatorsRoot }
    return { severity: 'warning', facts: { [node.id]: { told: facts.genesis, watched } } }
  })

export const endpointInconsistent: Rule<'endpoint-inconsistent'> = (look, settings) => {
  const rememberedMs = boundOf(settings, 'endpoint-inconsistent', 'rememberedSeconds') * 1_000
  return eachOfFleet('endpoint-inconsistent', look, ({ id, state, contradictions }) => {
    const recent = contradictions.filter(({ at }) => at > look.at - rememberedMs)
    if (recent.length > 0) return { severity: 'warning', facts: { [id]: recent } }
    return state === 'reached' ? null : 'unknown'
  })
}
