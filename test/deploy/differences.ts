/** Differences: what the stack of one Region has that another's has not, beside its own name. */
import type { Template } from './made-up.ts'

/** A template as a reviewer reads it: the hash of the code is no part of what was decided. */
export function reviewed(template: Template): string {
  return `${JSON.stringify(template, null, 1).replace(/"[0-9a-f]{64}\.zip"/g, '"CODE.zip"')}\n`
}

interface InRegion {
  readonly region: string
  readonly template: Template
}

/** A line for each resource that only one has, and for each value that differs by more than the Region's own name. */
export function differencesOf(home: InRegion, other: InRegion): readonly string[] {
  const { Resources: ours, ...around } = home.template
  const { Resources: theirs, ...elsewhere } = other.template
  const resources = keysOf(ours, theirs).flatMap((id) => {
    const [here, there] = [ours[id], theirs[id]]
    if (there === undefined) return [`without ${here!.Type} ${id}`]
    if (here === undefined) return [`with ${there.Type} ${id}`]
    return differing(id, here, there)
  })
  return [...resources, ...differing('template', around, elsewhere)]

  function differing(path: string, here: unknown, there: unknown): readonly string[] {
    const [before, after] = [JSON.stringify(here), JSON.stringify(there)]
    if (before === after || named(before, home) === named(after, other)) return []
    if (!isTree(here) || !isTree(there)) return [`${path}: ${after ?? 'nothing'}, not ${before ?? 'nothing'}`]
    const [left, right] = [byKey(here), byKey(there)]
    return keysOf(left, right).flatMap((key) => differing(`${path}.${key}`, left[key], right[key]))
  }
}

type Tree = Readonly<Record<string, unknown>>

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null
}

/** What has an id in a list is the same wherever it stands there. */
function byKey(tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, each]) => [
      Array.isArray(tree) && isTree(each) && typeof each.Id === 'string' ? each.Id : key,
      each,
    ]),
  )
}

function keysOf(left: object, right: object): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].toSorted()
}

function named(text: string | undefined, { region }: InRegion): string | undefined {
  return text?.replaceAll(region, 'REGION')
}
