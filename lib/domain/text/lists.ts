/** Lists: amounts and names as a sentence holds them. */

/** `1 node`, `3 nodes`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}

/** `a, b and c`, or `a, b and 5 more` beyond the limit. */
export function listed(names: readonly string[], max = 4): string {
  if (names.length === 0) return 'none'
  if (names.length > max) return `${names.slice(0, max).join(', ')} and ${names.length - max} more`
  if (names.length === 1) return names[0]!
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** `a, b or c`, of two or more. */
export function either(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

/** `fra1-lh-1 +3`, where room is short. */
export function listedBriefly(names: readonly string[]): string {
  const [first, ...more] = names
  if (first === undefined) return 'nobody'
  return more.length === 0 ? first : `${first} +${more.length}`
}

export function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)]
}
