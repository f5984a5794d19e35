/** Words of chain-split: the nodes follow chains that part; which is right is never said. */
import { shortRoot } from '../../chain/block.ts'
import type { Split } from '../../look/sides/sides.ts'
import { nodeSettings } from '../../settings/settings.ts'
import { count, listedBriefly } from '../../text/lists.ts'
import { sayBlock } from '../phrases/block-words.ts'
import { onePerSide, SAVE_FORK_CHOICE } from '../phrases/fork-steps.ts'
import { sayGroupsBySide } from '../phrases/side-words.ts'
import { deepest, nameSide, type SidesShown, sidesShown } from '../phrases/sides-shown.ts'
import { nameSubject } from '../phrases/subject-words.ts'
import { conjugate } from '../phrases/tense.ts'
import { toDo, warning } from '../phrases/text-sentences.ts'
import type { Evidenced } from '../situation.ts'
import type { KindWords } from './kind-words.ts'

type SplitOf = Evidenced<'chain-split'>

export const chainSplit: KindWords<'chain-split'> = {
  headline({ view, settings }, tense) {
    const { text, many } = nameSubject(view, settings)
    return `${text} ${conjugate(tense, many).be} on ${view.evidence.facts.sides.length} chains`
  },
  says({ view }) {
    const { sides, splits } = view.evidence.facts
    const split = deepest(splits)
    const chains = `The nodes are on ${sides.length} chains.`
    return split === undefined ? chains : `${chains} ${sayAncestor(split)}`
  },
  lists: (of) =>
    shownOf(of).sides.map(
      ({ tip, nodes }, index) => `Side ${nameSide(index)}: ${sayBlock(tip)}, ${nodes.join(', ')}`,
    ),
  sides: shownOf,
  details: () => [],
  validators: (s) => sayGroupsBySide(s, shownOf(s)),
  steps: (s) => [
    `Restart, resync and upgrade nothing yet: the nodes are the evidence. Save the fork choice of one node of each side (${onePerSide(s, nodesBySide(s))}): ${SAVE_FORK_CHOICE}`,
    `Ask two sources that are not ours (explorers, a checkpoint provider) and the client teams which chain they follow: ${whatToCompare(s)} How many of our nodes are on a side proves nothing.`,
    'Decide about signing with a second person. Stopping a validator client is always safe and costs little; a vote for a wrong chain may never be undone. Stop those that use a side which two client teams call wrong, move none across before that, start no keys elsewhere, keep every slashing protection database.',
  ],
  text: (s) => ({
    details: splitBriefly(s),
    sentences: [
      toDo('First: restart nothing.'),
      toDo(
        'Ask 2 explorers and client teams which chain is right; the majority may be wrong.',
        'Ask 2 explorers which chain is right.',
      ),
      warning('Pausing validators is safe, moving keys is not.', 'Pausing is safe, moving keys is not.'),
    ],
  }),
}

function shownOf({ view, settings }: SplitOf): SidesShown {
  return sidesShown(view.evidence.facts, settings)
}

function nodesBySide(of: SplitOf): readonly (readonly string[])[] {
  return shownOf(of).sides.map(({ nodes }) => nodes)
}

function sayAncestor({ ancestor, ancestorWithin, depth }: Split): string {
  const below = `${count(depth, 'slot')} below the lower tip`
  if (ancestor) return `Their last common block is slot ${ancestor.slot}, ${below}.`
  if (!ancestorWithin) return `Their last common block is not found yet, at least ${below}.`
  const [from, to] = ancestorWithin
  return `Their last common block lies between slots ${from} and ${to - 1}, at least ${below}.`
}

const SIDES_COMPARED = 3

function whatToCompare(of: SplitOf): string {
  const tips = shownOf(of)
    .sides.slice(0, SIDES_COMPARED)
    .map(({ tip }, index) => `side ${nameSide(index)} has ${shortRoot(tip.root)} at slot ${tip.slot}`)
  return tips.length < 2 ? 'compare block roots at the same slots.' : `${tips.join(', ')}.`
}

/** With the names of the sides, with their sizes, without, and at last only how many there are. */
function splitBriefly(of: SplitOf): readonly string[] {
  const { sides, splits } = shownOf(of)
  const split = deepest(splits)
  if (split === undefined) return []
  const deep = `${split.ancestor === null ? 'at least ' : ''}${count(split.depth, 'slot')} deep`
  const own = (node: string) => nodeSettings(of.settings, node) !== undefined
  const each = sides.slice(0, SIDES_COMPARED).map((side) => side.nodes.filter(own))
  const more = sides.length > SIDES_COMPARED ? ' / more' : ''
  const named = each.map(listedBriefly).join(' / ')
  const sizes = each.map((nodes) => nodes.length).join(' / ')
  const chains = ` on ${sides.length} chains`
  const bySide = [` (${named}${more})`, ` (${sizes}${more} nodes)`, '']
  return [...bySide.map((each) => `${chains}, ${deep}${each}`), chains]
}
