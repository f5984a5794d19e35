/** Place: a value of the settings file before it is known to be well formed, with the path that leads to it. */

import { HIDDEN } from '../text/secret-text.ts'

export type Path = readonly (string | number)[]

export interface Place {
  readonly path: Path
  readonly value: unknown
}

/** The place below a map's key or a list's index; its value is undefined where there is nothing. */
export function at(place: Place, ...keys: Path): Place {
  const value = keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    place.value,
  )
  return { path: [...place.path, ...keys], value }
}

/** The places of a list's items; none when it is no list. */
export function items(place: Place): readonly Place[] {
  return Array.isArray(place.value) ? place.value.map((_, index) => at(place, index)) : []
}

/** The places of a map's values; none when it is no map. */
export function entries(place: Place): readonly Place[] {
  const { value } = place
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.keys(value).map((key) => at(place, key))
}

/** A place whose value is a text. */
export type TextPlace = Place & { readonly value: string }

/** The place, if its value is a text, as a list of one; else the empty list. */
export function texts(place: Place): readonly TextPlace[] {
  return typeof place.value === 'string' ? [place as TextPlace] : []
}

/** `nodes[0].headers.authorization`. */
export function sayPath(path: Path): string {
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
