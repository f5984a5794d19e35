/** YAML document: the YAML text as plain values, with the line and column of every one of them. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLError,
} from 'yaml'
import { type KeyProblem, problemAt, problemOfKey } from './key-problem.ts'
import type { Problem } from './problem.ts'
import type { KeyPath } from './value-at.ts'

type SettingsDocument =
  | { readonly readable: false; readonly problems: readonly Problem[] }
  | {
      readonly readable: true
      /** The plain value of the file; undefined when it is empty. */
      readonly value: unknown
      readonly keyProblems: readonly KeyProblem[]
      locate(problem: KeyProblem): Problem
    }

/** How often anchors may be used: far more than a fleet needs, far less than a trap of nested ones. */
const ALIASES_MAX = 10_000

export function readDocument(file: string, text: string): SettingsDocument {
  const lines = new LineCounter()
  // Duplicate keys are found below, where their path is known; messages that quote the file are not wanted.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const problemOf = (offset: number, message: string): Problem => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col, message }
  }
  const broken = [...document.errors, ...document.warnings]
  if (broken.length > 0)
    return { readable: false, problems: broken.map((error) => problemOf(error.pos[0], saySyntax(error))) }
  const unusable = unusableNodes(document)
  if (unusable.length > 0)
    return { readable: false, problems: unusable.map(({ offset, says }) => problemOf(offset, says)) }
  const value = plainValue(document)
  if (value === undefined) return { readable: false, problems: [problemOf(0, TOO_MANY_ALIASES)] }
  return {
    readable: true,
    value: value.of ?? undefined,
    keyProblems: keyProblems(document.contents, []),
    locate: (problem) => problemOf(offsetOf(document, problem), problem.message),
  }
}

const ODD_KEY = 'Cannot read the YAML: a key is a list, a map or an alias, expected a text'
const DANGLING =
  'Cannot read the YAML: an alias (*) names no anchor above it, expected an anchor (&) of that name'
const TOO_MANY_ALIASES = `Cannot read the YAML: its aliases stand for more than ${ALIASES_MAX} values, expected fewer`

/** The parser's own words may quote the file, and so a secret; these do not. */
function saySyntax(error: YAMLError): string {
  return `Cannot read the YAML: ${SYNTAX[error.code] ?? 'it is malformed here'}`
}

const SYNTAX: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT:
    'the indentation does not fit, expected it in line with its neighbours and every bracket before it closed',
  TAB_AS_INDENT: 'a tab is used as indentation, expected spaces',
  MISSING_CHAR:
    'something is missing here, expected a colon after a key, a comma, a closing bracket or a closing quote',
  UNEXPECTED_TOKEN: 'something stands here that has no place, expected a key, a value or the end of the line',
  BAD_SCALAR_START: 'a text begins with a character that YAML keeps for itself, expected the text in quotes',
  BAD_DQ_ESCAPE: 'a text in double quotes holds an unknown escape (\\), expected single quotes or \\\\',
  BLOCK_AS_IMPLICIT_KEY:
    'a value stands where only a text can, expected a key and its value on lines of their own',
  BLOCK_IN_FLOW: 'an indented list or map stands inside brackets, expected it in brackets as well',
  MULTILINE_IMPLICIT_KEY:
    'a value runs on into a line that holds a key, expected that key in line with its neighbours',
  MULTIPLE_DOCS: 'a second document begins here, expected one',
  TAG_RESOLVE_FAILED: 'a tag (!) is unknown or does not fit its value, expected none (or the text in quotes)',
  BAD_ALIAS:
    'the name of an anchor (&) or an alias (*) is malformed, expected a name (or the text in quotes)',
  RESOURCE_EXHAUSTION: 'lists and maps are nested too deeply, expected a few levels',
}

/** What the parser lets pass and cannot be made plain: aliases of nothing, and keys that are no texts. */
function unusableNodes(document: Document): readonly { readonly offset: number; readonly says: string }[] {
  const found: { offset: number; says: string }[] = []
  const walk = (node: unknown): void => {
    if (isAlias(node) && node.resolve(document) === undefined)
      found.push({ offset: startOf(node) ?? 0, says: DANGLING })
    if (isSeq(node)) node.items.forEach(walk)
    if (isMap(node)) for (const pair of node.items) walkPair(pair.key, pair.value)
  }
  const walkPair = (key: unknown, value: unknown): void => {
    if (!isScalar(key)) found.push({ offset: startOf(key) ?? 0, says: ODD_KEY })
    walk(value)
  }
  walk(document.contents)
  return found
}

/** Undefined when the aliases multiply beyond the limit, which the parser tells by throwing. */
function plainValue(document: Document): { readonly of: unknown } | undefined {
  try {
    return { of: document.toJS({ maxAliasCount: ALIASES_MAX }) }
  } catch (error) {
    if (error instanceof ReferenceError) return undefined
    throw error
  }
}

/** Keys that are given twice or would change the map itself. */
function keyProblems(node: unknown, path: KeyPath): readonly KeyProblem[] {
  if (isSeq(node)) return node.items.flatMap((item, index) => keyProblems(item, [...path, index]))
  if (!isMap(node)) return []
  const keys = node.items.map(({ key }) => keyText(key))
  return node.items.flatMap((pair, index): readonly KeyProblem[] => {
    const key = keys[index]!
    const here = [...path, key]
    if (!isScalar(pair.key))
      return [problemAt(path, 'has a key that is a list, a map or an alias, expected a text')]
    if (key === '__proto__') return [problemOfKey(here, 'is not a known key')]
    const again =
      keys.indexOf(key) < index ? [problemOfKey(here, 'is given more than once, expected it once')] : []
    return [...again, ...keyProblems(pair.value, here)]
  })
}

/** Where a problem's value or key begins; the nearest thing around it when it is not there. */
function offsetOf(document: Document, { path, atKey }: KeyProblem): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const [depth, segment] of path.entries()) {
    const inner = isAlias(node) ? node.resolve(document) : node
    const pair = isMap(inner)
      ? inner.items.findLast(({ key }) => keyText(key) === String(segment))
      : undefined
    const next = isSeq(inner) ? inner.items[Number(segment)] : pair?.value
    if (pair === undefined && next === undefined) return offset
    const wantsKey = atKey === true && depth === path.length - 1
    offset = (wantsKey ? undefined : startOf(next)) ?? startOf(pair?.key) ?? offset
    node = next
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : ''
}
