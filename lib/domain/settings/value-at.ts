/** Value at: a value of the settings file before it is known to be well formed, with the keys that lead to it. */

import { HIDDEN } from '../text/secret-text.ts'

/** The keys of maps and the indices of lists that lead to a value. */
export type KeyPath = readonly (string | number)[]

export interface ValueAt {
  readonly path: KeyPath
  readonly value: unknown
}

/** The value below a map's key or a list's index; undefined where there is nothing. */
export function at(above: ValueAt, ...keys: KeyPath): ValueAt {
  const value = keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    above.value,
  )
  return { path: [...above.path, ...keys], value }
}

/** The items of a list; none when it is no list. */
export function items(list: ValueAt): readonly ValueAt[] {
  return Array.isArray(list.value) ? list.value.map((_, index) => at(list, index)) : []
}

/** The values of a map; none when it is no map. */
export function entries(map: ValueAt): readonly ValueAt[] {
  return isMapAt(map) ? Object.keys(map.value).map((key) => at(map, key)) : []
}

/** A value that is a map, whatever its keys. */
export function isMapAt(place: ValueAt): place is ValueAt & { readonly value: object } {
  return typeof place.value === 'object' && place.value !== null && !Array.isArray(place.value)
}

/** A value that is a text. */
export type TextAt = ValueAt & { readonly value: string }

/** The value, if it is a text, as a list of one; else the empty list. */
export function texts(place: ValueAt): readonly TextAt[] {
  return typeof place.value === 'string' ? [place as TextAt] : []
}

/** `nodes[0].headers.authorization`. */
export function sayPath(path: KeyPath): string {
  return path.map(saySegment).join('').replace(/^\./, '')
}

function saySegment(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`
  return /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${quote(key)}]`
}

/** A value as messages show it: short, on one line, and hidden where it looks like a URL or a template. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value)
  const mayHoldSecret = typeof value === 'string' && (/:\/\/|\$\{/.test(value) || value.length > 63)
  return text === undefined || mayHoldSecret ? HIDDEN : text
}
