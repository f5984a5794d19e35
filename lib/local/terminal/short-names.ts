/** Short names: the names of vantages as they fit over narrow columns, all shortened alike and never confused. */

/** As long as there is room for; each is at most `columns` long. */
export function shortNames(names: readonly string[], columns: number): readonly string[] {
  const ways: readonly ((name: string) => string)[] = [
    (name) => name,
    abbreviated,
    (name) => abbreviated(name).replaceAll('-', ''),
    (name) => abbreviated(name).replaceAll('-', '').slice(-columns),
  ]
  for (const way of ways) {
    const short = names.map(way)
    if (short.every((name) => name.length <= columns) && new Set(short).size === names.length) return short
  }
  return names.map((_, index) => `v${index + 1}`)
}

/** `ap-southeast-2` becomes `ap-se-2`, as cloud providers abbreviate their Regions. */
function abbreviated(name: string): string {
  return name
    .split('-')
    .map((word) => POINTS[word] ?? word)
    .join('-')
}

const POINTS: Readonly<Record<string, string>> = {
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  central: 'c',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
}
