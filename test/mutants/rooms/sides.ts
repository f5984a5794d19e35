/** Sides: changes of who shares a chain, where chains part, and which checkpoints conflict, each with the tests that must notice it. */
import type { Mutant } from '../mutant.ts'

export const SIDES: readonly Mutant[] = [
  {
    says: 'those who disagree with us are we ourselves',
    file: 'lib/domain/look/sides/whose-sides.ts',
    from: 'isOurs(a.nodes) ? b.nodes : a.nodes',
    to: 'a.nodes',
    by: ['test/domain/findings/rules.test.ts'],
  },
  {
    says: 'a missing block never shows another chain',
    file: 'lib/domain/look/sides/relate.ts',
    from: "answer.kind === 'block' || (yield* countsAsMissing(inquiry, node, block.slot))",
    to: "answer.kind === 'block'",
    by: ['test/domain/look/sides/find-sides.test.ts'],
  },
  {
    says: 'checkpoints are compared with themselves',
    file: 'lib/domain/look/sides/conflicts.ts',
    from: 'index + 1',
    to: 'index - 1',
    by: ['test/domain/look/sides/find-sides.test.ts'],
  },
  {
    says: 'the same block at the slot does not show the same chain',
    file: 'lib/domain/look/sides/relate.ts',
    from: "if (answer.kind === 'block' && answer.root === block.root) return { kind: 'same' }",
    to: "if (false) return { kind: 'same' }",
    by: ['test/domain/look/sides/find-sides.test.ts'],
  },
  {
    says: 'any block below is the last common one',
    file: 'lib/domain/look/sides/ancestor.ts',
    from: 'low.root !== null && parents.includes(low.root)',
    to: 'low.root !== null',
    by: ['test/domain/look/sides/find-sides.test.ts'],
  },
  {
    says: 'the highest tip does not come first',
    file: 'lib/domain/look/sides/find-sides.ts',
    from: 'b.head.slot - a.head.slot || b.nodes.length - a.nodes.length || (a.head.root < b.head.root ? -1 : 1)',
    to: 'a.head.root < b.head.root ? -1 : 1',
    by: ['test/domain/look/sides/find-sides.test.ts'],
  },
  {
    says: 'a node is asked without end',
    file: 'lib/domain/look/sides/inquiry.ts',
    from: "if (spent >= inquiry.questionsPerNodeMax) return { kind: 'failed' }",
    to: "if (false) return { kind: 'failed' }",
    by: ['test/domain/look/sides/find-sides.test.ts'],
  },
  {
    says: 'tips of one chain are undecided',
    file: 'lib/domain/look/sides/find-sides.ts',
    from: "why !== 'same' && why !== 'diverged'",
    to: "why !== 'diverged'",
    by: ['test/domain/look/sides/find-sides.test.ts'],
  },
  {
    says: 'all lower tips are on other sides',
    file: 'lib/domain/look/sides/find-sides.ts',
    from: "lower.filter((tip) => relations.get(tip) === 'diverged')",
    to: 'lower',
    by: ['test/domain/look/sides/find-sides.test.ts'],
  },
]
