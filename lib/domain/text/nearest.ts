/** Nearest: the known name that somebody who mistyped one most probably meant. */

/** Nobody mistypes a name of that length into one of ours. */
const NAME_CHARS_MAX = 100

/** The known name with the fewest edits, undefined when none is near enough to be a slip. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > NAME_CHARS_MAX) return undefined
  const best = known
    .map((candidate) => ({ candidate, edits: slipsBetween(name.toLowerCase(), candidate.toLowerCase()) }))
    .reduce<{ candidate?: string; edits: number }>((a, b) => (b.edits < a.edits ? b : a), {
      edits: Number.POSITIVE_INFINITY,
    })
  return best.edits <= slipsIn(name) ? best.candidate : undefined
}

/** Edits; leaving off or adding a tail (`vpc` for `vpcId`) counts as one. */
function slipsBetween(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length > 1 && short !== long && long.startsWith(short) ? 1 : editsBetween(a, b)
}

/** How many edits still look like a slip: one in a short name, a third of the letters in a long one. */
function slipsIn(name: string): number {
  return Math.min(4, Math.max(1, Math.floor(name.length / 3)))
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other. */
export function editsBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        last[j]! + 1,
        row[j - 1]! + 1,
        last[j - 1]! + (same ? 0 : 1),
        swapped ? beforeLast[j - 2]! + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
