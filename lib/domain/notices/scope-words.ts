/** Scope words: how much is affected, in words that set one node, several, a site, the fleet and the network apart. */
import { isAboutWatching, specOf } from '../kinds/kinds.ts'
import { readSubject } from '../kinds/subject.ts'
import { nodeSettings } from '../settings/settings.ts'
import { count, listed } from '../text/lists.ts'
import { soleDataCenter } from './phrases/site-calls.ts'
import { bareName, dataCentersOf, sayDataCenter } from './phrases/subject-words.ts'
import { concerned, type Situation } from './situation.ts'

export function sayScope(situation: Situation): string {
  const { view, settings } = situation
  const nodes = concerned(situation)
  const share = `${nodes.length} of ${settings.nodes.length}`
  const places = dataCentersOf(situation)
  if (readSubject(view.subject).about === 'reference')
    return 'a reference, which is not ours; none of our nodes is in this.'
  if (isAboutWatching(view.kind)) return sayUnwatched(nodes)
  if (isAboutChains(situation))
    return `the chain itself: ${share} nodes, in ${count(places.length, 'data centre')}; ask whether others see it too.`
  switch (view.scope) {
    case 'vantage':
      return sayUnwatched(nodes)
    case 'node':
      return `one node (${share})${sayNeighbours(situation)}.`
    case 'several':
      return `several nodes (${share}), ${sayPlaces(places)}.`
    case 'data-center':
      return `one data centre, ${soleDataCenter(situation)?.id ?? bareName(view.subject)} (${share} nodes).`
    case 'fleet':
      return `the fleet (${share} nodes), in ${count(places.length, 'data centre')}.`
    case 'network':
      return 'the network, as far as all our nodes show it; no single node or site.'
  }
}

/** Where it is about who is on which chain. */
export function isAboutChains({ view }: Pick<Situation, 'view'>): boolean {
  return specOf(view.kind).about.includes('chain')
}

function sayUnwatched(nodes: readonly string[]): string {
  return nodes.length === 0
    ? 'our own watching, not the nodes.'
    : `our own watching: ${count(nodes.length, 'node')} unwatched (${listed(nodes, 3)}), perhaps well, perhaps not.`
}

/** For one node: whether its data centre has others, and that they are not in this. */
function sayNeighbours({ view, settings }: Situation): string {
  const [node] = concerned({ view, settings })
  const place = node === undefined ? undefined : nodeSettings(settings, node)?.dataCenter
  if (place === undefined) return ''
  const others = settings.nodes.filter((each) => each.dataCenter === place && each.id !== node)
  return `, in ${sayDataCenter(place, settings)}; ${sayOthers(others.length)}`
}

function sayOthers(others: number): string {
  if (others === 0) return 'our only node there'
  return others === 1
    ? 'our other node there is not in this'
    : `our ${others} other nodes there are not in this`
}

function sayPlaces(places: readonly string[]): string {
  if (places.length === 1) return `all in data centre ${places[0]}, though not all of it`
  return `in ${places.length === 0 ? 'no known data centre' : `${places.length} data centres (${listed(places)})`}`
}
