/** Indices: validator indices as the settings write them: `5`, `1000-1999`, `1-3,7`, or a list of these. */

export const INDICES_PATTERN = /^\s*\d+(\s*-\s*\d+)?(\s*,\s*\d+(\s*-\s*\d+)?)*\s*$/

/** The consensus specification's VALIDATOR_REGISTRY_LIMIT, less one. */
export const INDEX_MAX = 2 ** 40 - 1

/** Inclusive. */
export type IndexRange = readonly [first: number, last: number]

/** The ranges of one text; undefined when it is not of the form, runs backwards or goes too high. */
export function readRanges(text: string): readonly IndexRange[] | undefined {
  if (!INDICES_PATTERN.test(text)) return undefined
  const ranges = text.split(',').map((part): IndexRange => {
    const [first, last = first] = part.split('-').map(Number)
    return [first!, last!]
  })
  return ranges.every(([first, last]) => first <= last && last <= INDEX_MAX) ? ranges : undefined
}

/** The ranges of a value of the settings that may still be malformed; what cannot be read is left out. */
export function rangesIn(value: unknown): readonly IndexRange[] {
  if (Array.isArray(value)) return value.flatMap(rangesIn)
  return typeof value === 'number' || typeof value === 'string' ? (readRanges(String(value)) ?? []) : []
}

export function sayRange([first, last]: IndexRange): string {
  return first === last ? `${first}` : `${first}-${last}`
}
