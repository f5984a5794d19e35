/** Validator settings: the validators that depend on the nodes, in groups. */
import { z } from 'zod'
import { type KeyProblem, problemAt } from '../key-problem.ts'
import type { Written } from '../section.ts'
import { closed, list, name } from '../shapes.ts'
import { at, items, sayPath, type ValueAt } from '../value-at.ts'
import {
  INDEX_MAX,
  INDICES_PATTERN,
  type IndexRange,
  rangesIn,
  readRanges,
  sayRange,
} from './validator-indices.ts'

export interface ValidatorsSection {
  readonly validators: readonly ValidatorGroup[]
}

interface ValidatorGroup {
  readonly group: string
  /** Inclusive ranges of validator indices. */
  readonly indices: readonly (readonly [number, number])[]
}

/** Far more than one list can be read by people. */
const INDICES_MAX = 10_000

export const validatorsSection = {
  keys,
  problems: overlapProblems,
  resolve: (written: Written<typeof keys>): ValidatorsSection => ({
    validators: (written.validators ?? []).map(({ group, indices }) => ({
      group,
      indices: rangesIn(indices),
    })),
  }),
}

function keys() {
  return {
    validators: list(groupShape(), { min: 0, max: 1_000, of: 'validator groups' })
      .meta({ description: 'The validators that depend on the nodes, in groups.', default: [] })
      .exactOptional(),
  }
}

function groupShape() {
  return closed(
    {
      group: name({ description: 'What nodes call it in `serves`.', examples: ['g1'], form: 'name, unique' }),
      indices: indicesShape().meta({
        description: `An index (\`5\`), an inclusive range (\`1000-1999\`), several (\`1-3,7\`), or a list of these, up to ${INDICES_MAX}. No index above ${INDEX_MAX} (2^40 − 1), and none twice, in one group or in two.`,
        examples: ['1000-1999', 5, ['1-3,7', 9]],
        form: 'indices',
      }),
    },
    'a map with group and indices',
  )
}

function indicesShape() {
  const error = `an index (5), a range (1000-1999) or several (1-3,7), lowest first and none above ${INDEX_MAX}`
  const index = z.int({ error }).min(0, { error }).max(INDEX_MAX, { error })
  const text = z
    .string({ error })
    .regex(INDICES_PATTERN, { error })
    .refine((written) => readRanges(written) !== undefined, { error })
  const each = z.union([index, text], { error })
  return z.union([index, text, list(each, { min: 1, max: INDICES_MAX, of: 'indices and ranges' })], { error })
}

/** A range, and the group that it was written in. */
interface TakenRange {
  readonly group: ValueAt
  readonly range: IndexRange
}

function overlapProblems(root: ValueAt): readonly KeyProblem[] {
  const taken = items(at(root, 'validators')).flatMap((group) =>
    rangesIn(at(group, 'indices').value).map((range): TakenRange => ({ group, range })),
  )
  taken.sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1])
  let [highest] = taken
  return taken.slice(1).flatMap((next) => {
    const before = highest!
    if (next.range[1] > before.range[1]) highest = next
    return next.range[0] <= before.range[1] ? [sayOverlap(before, next)] : []
  })
}

/** Points at the one that stands later in the file. */
function sayOverlap(a: TakenRange, b: TakenRange): KeyProblem {
  const isLater = Number(b.group.path[1]) >= Number(a.group.path[1])
  const [first, later] = isLater ? [a, b] : [b, a]
  const where = first.group === later.group ? 'the same group' : `${sayPath(first.group.path)}.indices`
  return problemAt(
    at(later.group, 'indices').path,
    `holds ${sayRange(later.range)}, which overlaps ${sayRange(first.range)} of ${where}, expected every validator once`,
  )
}
