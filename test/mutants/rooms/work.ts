/** Work: changes of the order of a round, and what it asks, each with the tests that must notice it. */
import type { Mutant } from '../mutant.ts'

export const WORK: readonly Mutant[] = [
  {
    says: 'our own fault is that of the node, and its fault is ours',
    file: 'lib/work/visit.ts',
    from: "whoseFault(fault, known.about.lastHead !== undefined) === 'ours'",
    to: "whoseFault(fault, known.about.lastHead !== undefined) !== 'ours'",
    by: ['test/work/asked-again.test.ts', 'test/work/round.test.ts'],
  },
  {
    says: 'sides are compared again though nothing new was heard',
    file: 'lib/work/look-around.ts',
    from: 'isNews ? await compare(round, verified) : compared',
    to: 'await compare(round, verified)',
    by: ['test/work/recordings.test.ts'],
  },
  {
    says: 'with several vantages no desk is linked',
    file: 'lib/work/read-links.ts',
    from: 'settings.vantages.some(({ name }) => name === place.vantage)',
    to: 'settings.vantages.every(({ name }) => name === place.vantage)',
    by: ['test/work/read-links.test.ts'],
  },
  {
    says: 'a node that has come back is not asked who it is',
    file: 'lib/work/ask-about.ts',
    from: '!seen.wasReached',
    to: 'seen.wasReached',
    by: ['test/work/asked-again.test.ts', 'test/work/visit.test.ts'],
  },
  {
    says: 'the first try of a node uses a new connection',
    file: 'lib/work/visit.ts',
    from: 'triesBefore > 0',
    to: 'triesBefore >= 0',
    by: ['test/work/visit.test.ts'],
  },
  {
    says: 'a look of an earlier round is that of this one',
    file: 'lib/work/look-round.ts',
    from: 'previous !== null && roundOf(previous) === input.at',
    to: 'previous !== null',
    by: ['test/work/look-round.test.ts', 'test/work/scheduled-looks.test.ts'],
  },
  {
    says: 'any look that is handed over is believed',
    file: 'lib/work/judge-runs.ts',
    from: 'handed && refusal === null',
    to: 'handed',
    by: ['test/work/judge-runs.test.ts'],
  },
  {
    says: 'a block is never asked for by its slot',
    file: 'lib/work/inquire.ts',
    from: "'slot' in at ? headerAt(at.slot) : headerByRoot(at.root)",
    to: 'headerByRoot(at.root)',
    by: ['test/work/recordings.test.ts', 'test/work/syncing-side.test.ts'],
  },
  {
    says: 'every node contradicts itself',
    file: 'lib/work/look-around.ts',
    from: 'contradictions.get(node.id)!.length > 0',
    to: 'contradictions.get(node.id)!.length >= 0',
    by: ['test/work/recordings.test.ts', 'test/work/syncing-side.test.ts'],
  },
]
