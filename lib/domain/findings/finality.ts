/** Finality: a chain that stopped finalizing, and nodes whose finalized epoch lags behind the others'. */
import { epochOf, slotAt } from '../chain/chain.ts'
import { compatriots } from '../look/fleet.ts'
import type { Look, ReachedNode } from '../look/look.ts'
import { boundOf, type Settings } from '../settings/settings.ts'
import { count } from '../text/lists.ts'
import { type Finding, type Findings, perNode, type Rule } from './finding.ts'

export const finalityDelay: Rule = (look, settings) => {
  const best = bestFinalized(look)
  if (best === null || !look.chain)
    return { findings: [], unknown: ['network', ...lagging(look, settings, 0).unknown] }
  const delay = epochOf(look.chain, slotAt(look.chain, look.at)) - best
  const lag = lagging(look, settings, best)
  const warn = boundOf(settings, 'finality-delay', 'warnEpochs')
  return {
    findings: [...(delay >= warn ? [stopped(look, settings, { best, delay })] : []), ...lag.findings],
    unknown: lag.unknown,
  }
}

function bestFinalized(look: Look): number | null {
  const epochs = compatriots(look).flatMap((node) => finalizedEpoch(node) ?? [])
  return epochs.length > 0 ? Math.max(...epochs) : null
}

function finalizedEpoch({ checkpoints }: ReachedNode): number | null {
  return checkpoints === 'unknown' ? null : checkpoints.finalized.epoch
}

function stopped(look: Look, settings: Settings, { best, delay }: { best: number; delay: number }): Finding {
  return {
    kind: 'finality-delay',
    subject: 'network',
    severity: delay >= boundOf(settings, 'finality-delay', 'criticalEpochs') ? 'critical' : 'warning',
    says: `Nothing has been finalized for ${count(delay, 'epoch')} (two is normal); the last finalized epoch is ${best}.`,
    nodes: compatriots(look)
      .filter((node) => node.role === 'node')
      .map((node) => node.id),
  }
}

/** A syncing node is behind by definition and has a kind of its own. */
function lagging(look: Look, settings: Settings, best: number): Findings {
  const behindMin = boundOf(settings, 'finality-delay', 'behindEpochs')
  return perNode('finality-delay', look, (node) => {
    const epoch = finalizedEpoch(node)
    if (epoch === null) return 'unknown'
    if (best - epoch < behindMin || (node.syncing !== 'unknown' && node.syncing.syncing === true)) return null
    return {
      severity: 'warning',
      says: `${node.id} has finalized epoch ${epoch}, ${count(best - epoch, 'epoch')} behind the others.`,
    }
  })
}
