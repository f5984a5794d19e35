/** Finality: a chain that stopped finalizing, and nodes whose finalized epoch lags behind the others'. */
import { epochOf, slotAt } from '../chain/chain.ts'
import { finalizedEpochOf, type Look, type ReachedNode } from '../look/look.ts'
import { compatriots } from '../look/own-nodes.ts'
import { vantageClock } from '../look/vantage-clock.ts'
import { boundOf, type Settings } from '../settings/settings.ts'
import type { Finding, Findings, Rule } from './finding.ts'
import { eachNode } from './node-rule.ts'

export const finalityDelay: Rule<'finality-delay'> = (look, settings) => {
  const best = bestFinalized(look)
  const lag = lagging(look, settings, best ?? 0)
  if (best === null || !look.chain || vantageClock(look).isOff)
    return { findings: [], unknown: ['network', ...lag.unknown] }
  const epoch = epochOf(look.chain, slotAt(look.chain, look.at))
  if (epoch === null) return { findings: lag.findings, unknown: ['network', ...lag.unknown] }
  const epochs = epoch - best
  const isLate = epochs >= boundOf(settings, 'finality-delay', 'warnEpochs')
  const chain = isLate ? [stopped(look, settings, { finalizedEpoch: best, epochs })] : []
  return { findings: [...chain, ...lag.findings], unknown: lag.unknown }
}

/** What a node of ours has, or two references have: no stranger alone may hide a stop, or call our nodes late. */
function bestFinalized(look: Look): number | null {
  const epochs = (role: ReachedNode['role']) =>
    compatriots(look)
      .filter((node) => node.role === role)
      .flatMap((node) => finalizedEpochOf(node) ?? [])
      .toSorted((a, b) => b - a)
  const known = [...epochs('node'), ...epochs('reference').slice(1)]
  return known.length > 0 ? Math.max(...known) : null
}

function stopped(
  look: Look,
  settings: Settings,
  chain: { readonly finalizedEpoch: number; readonly epochs: number },
): Finding<'finality-delay'> {
  const isCritical = chain.epochs >= boundOf(settings, 'finality-delay', 'criticalEpochs')
  const nodes = compatriots(look).filter(({ role }) => role === 'node')
  return {
    kind: 'finality-delay',
    subject: 'network',
    severity: isCritical ? 'critical' : 'warning',
    facts: { of: 'chain', ...chain },
    nodes: nodes.map(({ id }) => id),
  }
}

/** A syncing node is behind by definition and has a kind of its own. */
function lagging(look: Look, settings: Settings, best: number): Findings<'finality-delay'> {
  const epochsMin = boundOf(settings, 'finality-delay', 'behindEpochs')
  return eachNode('finality-delay', look, ({ id, syncing }, { finalizedEpoch }) => {
    const epochs = best - finalizedEpoch
    const saysSyncing = syncing !== 'unknown' && syncing.syncing === true
    if (epochs < epochsMin || saysSyncing) return null
    return { severity: 'warning', facts: { of: 'nodes', nodes: { [id]: { finalizedEpoch, epochs } } } }
  })
}
