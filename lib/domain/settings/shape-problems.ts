/** Shape problems: what the schema library has against a value, in our words. */
import { z } from 'zod'
import { HIDDEN } from '../text/secret-text.ts'
import { expectedOf, type KeyProblem, problemAt, problemOfKey } from './key-problem.ts'
import { type KeysOfMap, WHOLE } from './shapes.ts'
import { at, type KeyPath, quote, type ValueAt } from './value-at.ts'

type Issue = z.core.$ZodIssue
type ZodShape = z.core.$ZodType

export function shapeProblems(
  shape: ZodShape,
  root: ValueAt,
  issues: readonly Issue[],
): readonly KeyProblem[] {
  return issues.flatMap((issue) => problemsOfIssue(issue, [], { shape, root }))
}

/** The whole file and its shape. */
interface ShapedFile {
  readonly shape: ZodShape
  readonly root: ValueAt
}

function problemsOfIssue(issue: Issue, above: KeyPath, file: ShapedFile): readonly KeyProblem[] {
  const path = [...above, ...(issue.path as KeyPath)]
  const asExpected = (expected: string) => [
    problemAt(path, `is ${sayFound(path, file)}, expected ${expected}`),
  ]
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(path, issue.keys, JSON.parse(issue.message))
    case 'invalid_key':
      return [problemOfKey(path, `is not a name that fits, expected ${issue.issues[0]?.message}`)]
    case 'invalid_union': {
      if ('options' in issue && issue.options !== undefined)
        return asExpected(`one of ${issue.options.join(', ')}`)
      const meant = issue.errors.find((branch) => !branch.some(isOfAnotherType))
      if (meant !== undefined) return meant.flatMap((inner) => problemsOfIssue(inner, path, file))
      return asExpected(issue.message)
    }
    case 'custom':
      if (issue.params?.whole === WHOLE.whole) return [problemAt(path, issue.message)]
      return asExpected(issue.message)
    default:
      return asExpected(issue.message)
  }
}

function isOfAnotherType(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0
}

/** At the key, with the nearest known one. */
function unknownKeys(
  map: KeyPath,
  keys: readonly string[],
  { known, retired }: KeysOfMap,
): readonly KeyProblem[] {
  return keys
    .filter((key) => key !== '__proto__')
    .map((key) => {
      const says = Object.hasOwn(retired, key)
        ? retired[key]!
        : () => `is not a known key, ${expectedOf(key, known)}`
      return problemOfKey([...map, key], says)
    })
}

function sayFound(path: KeyPath, { shape, root }: ShapedFile): string {
  const { value } = at(root, ...path)
  if (value === undefined) return 'missing'
  if (value === null) return 'empty'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (typeof value === 'object') return 'a map'
  const shown = typeof value === 'number' ? `the number ${value}` : quote(value)
  if (shown !== HIDDEN && !isHidden(path, shape)) return shown
  return `a ${typeof value === 'string' ? 'text' : typeof value} ${HIDDEN}`
}

/** Whether the meaning of a key says that its value may be a secret. */
function isHidden(path: KeyPath, shape: ZodShape): boolean {
  const meant = path.reduce<readonly ZodShape[]>(
    (shapes, key) => shapes.flatMap((each) => below(each, key)),
    opened(shape),
  )
  return meant.some((each) => z.globalRegistry.get(each)?.hidden === true)
}

/** What shapes are made of, as far as they lead to others. */
interface ShapeParts {
  /** Of what may be left out. */
  readonly innerType?: ZodShape
  /** Of a union. */
  readonly options?: readonly ZodShape[]
  /** Of a map with known keys. */
  readonly shape?: Readonly<Record<string, ZodShape>>
  /** Of a list. */
  readonly element?: ZodShape
  /** Of a map with any keys. */
  readonly valueType?: ZodShape
}

/** The shape itself, and those that a value of it may have. */
function opened(shape: ZodShape): readonly ZodShape[] {
  const { innerType, options = [] } = shape._zod.def as ShapeParts
  return [shape, ...[...(innerType ? [innerType] : []), ...options].flatMap(opened)]
}

function below(above: ZodShape, key: string | number): readonly ZodShape[] {
  const { shape, element, valueType } = above._zod.def as ShapeParts
  const known = shape !== undefined && Object.hasOwn(shape, key) ? shape[key] : undefined
  return [known, element, valueType].flatMap((each) => (each === undefined ? [] : opened(each)))
}
