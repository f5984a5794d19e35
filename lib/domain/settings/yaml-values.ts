/** YAML values: the nodes of a YAML document as plain values, in one walk that follows each alias to its anchor once. */
import { type Alias, isAlias, isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml'
import type { KeyPath } from './value-at.ts'

export interface PlainYaml {
  readonly value: unknown
  /** What no value can be made of: aliases of nothing, of what is around them or of too much, and odd keys. */
  readonly unusable: readonly { readonly offset: number; readonly message: string }[]
  /** Keys that are given twice or would change the map itself. */
  readonly badKeys: readonly { readonly path: KeyPath; readonly why: 'again' | 'prototype' }[]
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<unknown, unknown>
}

/** With all aliases written out; a node of the fleet has some two hundred. */
const WRITTEN_OUT_MAX = 2_000_000

const ODD_KEY = 'Cannot read the YAML: a key is a list, a map or an alias, expected a text'
const DANGLING =
  'Cannot read the YAML: an alias (*) names no anchor above it, expected an anchor (&) of that name'
const TOO_MUCH = `Cannot read the YAML: with this alias (*) written out it is longer than ${WRITTEN_OUT_MAX} characters, expected less`

/** A value, and how long it is with its aliases written out. */
interface Plain {
  readonly value: unknown
  readonly length: number
}

const NOTHING: Plain = { value: null, length: 1 }

/** What is known so far on the way through the document. */
interface Walk {
  readonly unusable: { offset: number; message: string }[]
  readonly badKeys: { path: KeyPath; why: 'again' | 'prototype' }[]
  readonly targets: Map<unknown, unknown>
  /** The latest node of each name, and its value once it is whole. */
  readonly anchors: Map<string, { readonly node: unknown; plain: Plain | undefined }>
  /** Of what the aliases so far stand for. */
  length: number
}

export function plainYaml(contents: unknown): PlainYaml {
  const walk: Walk = { unusable: [], badKeys: [], targets: new Map(), anchors: new Map(), length: 0 }
  return { ...walk, value: plainNode(walk, contents, []).value }
}

function plainNode(walk: Walk, node: unknown, path: KeyPath): Plain {
  if (isAlias(node)) return plainAlias(walk, node)
  const name = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined
  const anchored = { node, plain: undefined as Plain | undefined }
  if (name !== undefined) walk.anchors.set(name, anchored)
  const plain = isMap(node)
    ? plainMap(walk, node, path)
    : isSeq(node)
      ? plainList(walk, node, path)
      : plainScalar(node)
  anchored.plain = plain
  return plain
}

/** What stands around it is not whole yet, and is no value that it could stand for. */
function plainAlias(walk: Walk, node: Alias): Plain {
  const anchored = walk.anchors.get(node.source)
  const plain = anchored?.plain
  walk.length += plain?.length ?? 0
  if (plain === undefined) complain(walk, node, DANGLING)
  else if (walk.length > WRITTEN_OUT_MAX) complain(walk, node, TOO_MUCH)
  walk.targets.set(node, anchored?.node)
  return plain ?? NOTHING
}

function plainList(walk: Walk, { items }: YAMLSeq, path: KeyPath): Plain {
  const plain = items.map((item, index) => plainNode(walk, item, [...path, index]))
  return { value: plain.map(({ value }) => value), length: lengthOf(plain) }
}

function plainMap(walk: Walk, { items }: YAMLMap, path: KeyPath): Plain {
  const value: Record<string, unknown> = {}
  const seen = new Set<string>()
  const plain = items.map((pair) => {
    if (!isScalar(pair.key)) complain(walk, pair.key, ODD_KEY)
    const key = keyText(pair.key)
    const here = [...path, key]
    if (key === '__proto__') walk.badKeys.push({ path: here, why: 'prototype' })
    else if (seen.has(key)) walk.badKeys.push({ path: here, why: 'again' })
    seen.add(key)
    const one = plainNode(walk, pair.value, here)
    if (key !== '__proto__') value[key] = one.value
    return { ...one, length: one.length + key.length }
  })
  return { value, length: lengthOf(plain) }
}

function complain({ unusable }: Walk, node: unknown, message: string): void {
  unusable.push({ offset: startOf(node) ?? 0, message })
}

function lengthOf(plain: readonly Plain[]): number {
  return plain.reduce((sum, { length }) => sum + length, 1)
}

function plainScalar(node: unknown): Plain {
  if (!isScalar(node)) return NOTHING
  return { value: node.value, length: 1 + (typeof node.value === 'string' ? node.value.length : 1) }
}

/** A key of nothing is the empty text. */
export function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value ?? '') : ''
}

export function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined
}
