/** Side traits: what all nodes of a side share and no node of another side has. */
import { nodeSettings } from '../../settings/settings.ts'
import type { Situation } from '../situation.ts'
import type { SidesShown } from './sides-shown.ts'
import { nameSide, ownNodes } from './sides-shown.ts'
import { type Software, softwareOf } from './software.ts'
import { dataCenterSettings } from './subject-words.ts'

type Trait = keyof Software | 'dataCenter' | 'provider'

const TRAITS: readonly (readonly [Trait, string])[] = [
  ['dataCenter', 'data centre'],
  ['provider', 'provider'],
  ['client', 'client'],
  ['version', 'version'],
  ['execution', 'execution client'],
]

/** What is not known of a node proves nothing. */
export function sayCommon(situation: Situation, { sides }: SidesShown, index: number): string {
  const here = ownNodes(situation.settings, sides[index]!)
  const there = sides.flatMap((side, other) => (other === index ? [] : ownNodes(situation.settings, side)))
  const name = nameSide(index)
  if (here.length === 0) return 'None of our nodes is on it, independent references only.'
  const shared = TRAITS.flatMap(([trait, noun]) => {
    const value = sharedAlone(situation, trait, { here, there })
    return value === undefined ? [] : [`${noun} ${value}`]
  })
  if (shared.length === 0) {
    return `Nothing we know of sets ${name} apart (data centre, provider, client, version, execution client).`
  }
  const caution = here.length === 1 ? ' It is one node only, so this may be chance.' : ''
  return `Common to all of ${name} and to no other side: ${shared.join(', ')}.${caution}`
}

interface Nodes {
  readonly here: readonly string[]
  readonly there: readonly string[]
}

/** The value that all nodes here have and that all others are known not to have. */
function sharedAlone(situation: Situation, trait: Trait, { here, there }: Nodes): string | undefined {
  const value = traitOf(situation, here[0]!, trait)
  if (value === undefined) return undefined
  const isAlone =
    here.every((node) => traitOf(situation, node, trait) === value) &&
    there.every((node) => ![value, undefined].includes(traitOf(situation, node, trait)))
  return isAlone ? value : undefined
}

function traitOf(situation: Situation, node: string, trait: Trait): string | undefined {
  const place = nodeSettings(situation.settings, node)?.dataCenter
  switch (trait) {
    case 'dataCenter':
      return place
    case 'provider':
      return place === undefined ? undefined : dataCenterSettings(situation.settings, place)?.provider
    case 'version': {
      const { client, version } = softwareOf(situation, node)
      return client === undefined || version === undefined ? undefined : `${client} ${version}`
    }
    default:
      return softwareOf(situation, node)[trait]
  }
}
