/** Headline: what is wrong, or was, as one clause: `the fleet is on 2 chains`. */
import { listed } from '../text/lists.ts'
import { nameSubject, type Situation, sayPlace, splitPath, splitSubject } from './phrases.ts'

type Tense = 'now' | 'past'

/** The clause without severity, time or id. */
export function sayHeadline(situation: Situation, tense: Tense): string {
  const { view, settings } = situation
  const { text: who, many } = nameSubject(view.subject, settings)
  const verb = conjugate(tense, many)
  switch (view.kind) {
    case 'node-down':
      return `${who} ${verb.be} down`
    case 'data-center-dark':
      return `${who} ${verb.be} dark: ${allOf(view.evidence.nodes.length)} down`
    case 'partition':
      return sayPartition(situation, tense)
    case 'vantage-degraded':
      return splitSubject(view.subject).prefix === 'vantage'
        ? `${who} ${verb.be} silent or cut off`
        : `${who} ${verb.be} not watched: nobody ${tense === 'now' ? 'can' : 'could'} look`
    case 'blind':
      return sayBlind(situation, tense)
    case 'chain-split':
      return `${who} ${verb.be} on ${chains(situation)} chains`
    case 'finalized-conflict':
      return `${verb.have === 'had' ? 'nodes had' : 'nodes have'} finalized blocks that exclude each other`
    case 'justified-conflict':
      return `${verb.have === 'had' ? 'nodes had' : 'nodes have'} justified blocks that exclude each other`
    case 'isolated':
      return `${who} ${verb.be} cut off from ${many ? 'their' : 'its'} peers, though we reach ${many ? 'them' : 'it'}`
    case 'head-stale':
      return `${who} ${verb.be} stuck: the head ${tense === 'now' ? 'does' : 'did'} not move`
    case 'network-stall':
      return `no new block anywhere: all our nodes ${tense === 'now' ? 'stand' : 'stood'} at the same old head`
    case 'finality-delay':
      return ['network', 'fleet'].includes(splitSubject(view.subject).prefix)
        ? `the chain ${tense === 'now' ? 'does' : 'did'} not finalize`
        : `${who} ${verb.be} behind the others in finality`
    case 'syncing':
      return `${who} ${verb.be} syncing`
    case 'optimistic':
      return `${who} ${verb.be} optimistic: the execution client ${tense === 'now' ? 'has' : 'had'} not verified the head`
    case 'execution-offline':
      return `${who} ${verb.have} lost the execution client`
    case 'wrong-network':
      return `${who} ${verb.be} on another network than ${settings.network.name}`
    case 'endpoint-inconsistent':
      return `${who} ${tense === 'now' ? `${verb.have} ` : ''}contradicted ${many ? 'themselves' : 'itself'}`
    case 'low-peers':
      return `${who} ${verb.have} too few peers`
    case 'slow':
      return `${who} ${verb.be} slow to answer`
  }
}

function conjugate(tense: Tense, many: boolean): { readonly be: string; readonly have: string } {
  if (tense === 'past') return { be: many ? 'were' : 'was', have: 'had' }
  return many ? { be: 'are', have: 'have' } : { be: 'is', have: 'has' }
}

function allOf(nodes: number): string {
  return nodes === 2 ? 'both nodes' : `all ${nodes} nodes`
}

function chains({ look }: Situation): string {
  const sides = look?.sides.sides.length ?? 0
  return sides < 2 ? 'different' : `${sides}`
}

function sayPartition({ view, settings }: Situation, tense: Tense): string {
  const { prefix, name } = splitSubject(view.subject)
  const now = tense === 'now'
  if (prefix === 'path') {
    const { vantage, place } = splitPath(name)
    return `${vantage} ${now ? 'cannot' : 'could not'} reach ${sayPlace(place, settings)}, though others ${now ? 'can' : 'could'}`
  }
  const { text: who, many } = nameSubject(view.subject, settings)
  return `${who} ${conjugate(tense, many).be} cut off from ${listed(view.evidence.seenBy, 3)}, though others ${now ? 'reach' : 'reached'} ${many ? 'them' : 'it'}`
}

function sayBlind({ view, settings }: Situation, tense: Tense): string {
  const { prefix } = splitSubject(view.subject)
  const what =
    prefix === 'vantage' || prefix === 'vantages' ? 'the fleet' : nameSubject(view.subject, settings).text
  return `Watchfire ${tense === 'now' ? 'does' : 'did'} not see ${what}`
}
