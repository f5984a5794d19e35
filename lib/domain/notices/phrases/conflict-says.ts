/** Conflict says: checkpoints of which neither is an ancestor of the other; finalized and justified ones share these words. */
import { shortRoot } from '../../chain/block.ts'
import type { ConflictFacts } from '../../findings/facts.ts'
import type { CheckpointHolders, Conflict } from '../../look/sides/sides.ts'
import { listed, listedBriefly } from '../../text/lists.ts'
import type { Situation } from '../situation.ts'
import { sayCheckpoint } from './block-words.ts'
import { sayGroupsBySide } from './side-words.ts'
import { type SidesShown, sidesOfLook } from './sides-shown.ts'

export function listConflicts({ conflicts }: ConflictFacts): readonly string[] {
  const holders = ({ at, nodes }: CheckpointHolders) => `${sayCheckpoint(at)} (${nodes.join(', ')})`
  return conflicts.map(({ a, b }) => `${holders(a)} against ${holders(b)}`)
}

/** The sides of the look that the evidence is from, where it is still here, and the conflicts of the facts. */
export function conflictSides(situation: Situation, { conflicts }: ConflictFacts): SidesShown {
  return { ...sidesIn(situation), conflicts }
}

export function conflictGroups(situation: Situation): readonly string[] {
  return sayGroupsBySide(situation, sidesIn(situation))
}

function sidesIn(situation: Situation): SidesShown {
  return sidesOfLook(situation) ?? { sides: [], splits: [] }
}

/** The holders of the checkpoints of the first conflict. */
export function holdersOf({ conflicts }: ConflictFacts): readonly (readonly string[])[] {
  return conflicts.slice(0, 1).flatMap(({ a, b }) => [a.nodes, b.nodes])
}

export function sayBothRoots({ conflicts }: ConflictFacts, checkpoint: Conflict['checkpoint']): string {
  const [conflict] = conflicts
  if (!conflict) return `the ${checkpoint} roots of both sides.`
  const { a, b } = conflict
  const later = b.at.epoch === a.at.epoch ? 'and' : `and epoch ${b.at.epoch} is`
  return `epoch ${a.at.epoch} is ${shortRoot(a.at.root)} on ${listed(a.nodes, 1)} ${later} ${shortRoot(b.at.root)} on ${listed(b.nodes, 1)}.`
}

/** With the names of the holders, and with how many they are. */
export function conflictBriefly({ conflicts }: ConflictFacts): readonly string[] {
  const [conflict] = conflicts
  if (!conflict) return []
  const { a, b } = conflict
  const epochs = a.at.epoch === b.at.epoch ? `${a.at.epoch}` : `${a.at.epoch}/${b.at.epoch}`
  const named = `${listedBriefly(a.nodes)} / ${listedBriefly(b.nodes)}`
  const sizes = `${a.nodes.length} / ${b.nodes.length} nodes`
  return [named, sizes].map((each) => `, epoch ${epochs} (${each})`)
}
