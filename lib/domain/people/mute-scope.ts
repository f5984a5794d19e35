/** Mute scope: what may be muted, read as somebody typed it and checked against the settings where they are known. */
import { ALL_KINDS } from '../kinds/kinds.ts'
import type { MuteScope } from '../settings/sections/maintenance-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { nearest } from '../text/nearest.ts'
import { failed, ok, type Result } from '../text/result.ts'

type Fleet = Pick<Settings, 'nodes' | 'dataCenters'>

/** Without a fleet every node and data centre is taken, because none is known. The error is the end of a sentence. */
export function readMuteScope(typed: string, fleet: Fleet | null): Result<MuteScope, string> {
  const [, prefix, name] = /^(node|data-center|kind):(.+)$/.exec(typed) ?? []
  if (prefix === undefined || name === undefined) return failed(noScope(typed, fleet))
  if (typed === 'kind:blind')
    return failed(
      'kind:blind cannot be muted: when Watchfire sees too little, silence must not pass for health',
    )
  const known = namesOf(fleet)[prefix as Prefix]
  if (known === null || known.includes(name)) return ok(typed as MuteScope)
  const near = nearest(name, known)
  const hint = near === undefined ? sayKnown(known, prefix) : `did you mean ${prefix}:${near}?`
  return failed(`there is no ${SAY_PREFIX[prefix as Prefix]} ${name}; ${hint}`)
}

type Prefix = 'node' | 'data-center' | 'kind'

/** What a scope that was read before is of. */
export function readScope(scope: MuteScope): { readonly of: Prefix; readonly name: string } {
  const colon = scope.indexOf(':')
  return { of: scope.slice(0, colon) as Prefix, name: scope.slice(colon + 1) }
}

const SAY_PREFIX: Readonly<Record<Prefix, string>> = {
  node: 'node',
  'data-center': 'data centre',
  kind: 'kind',
}

function namesOf(fleet: Fleet | null): Readonly<Record<Prefix, readonly string[] | null>> {
  return {
    node: fleet === null ? null : fleet.nodes.map(({ id }) => id),
    'data-center': fleet === null ? null : dataCentersOf(fleet),
    kind: ALL_KINDS.filter((kind) => kind !== 'blind'),
  }
}

function dataCentersOf({ nodes, dataCenters }: Fleet): readonly string[] {
  const ofNodes = nodes.flatMap(({ dataCenter }) => dataCenter ?? [])
  return [...new Set([...dataCenters.map(({ id }) => id), ...ofNodes])]
}

/** Somebody in a hurry leaves the prefix out. */
function noScope(typed: string, fleet: Fleet | null): string {
  const prefix = Object.entries(namesOf(fleet)).find(([, names]) => names?.includes(typed))?.[0]
  const hint = prefix === undefined ? '' : `; did you mean ${prefix}:${typed}?`
  return `"${typed}" is no scope, expected node:ID, data-center:ID or kind:KIND${hint}`
}

const LISTED_MAX = 30

function sayKnown(known: readonly string[], prefix: string): string {
  if (known.length === 0) return 'the settings have none'
  const rest = known.length > LISTED_MAX ? `, … (${known.length} in all)` : ''
  return `expected one of ${known
    .slice(0, LISTED_MAX)
    .map((name) => `${prefix}:${name}`)
    .join(', ')}${rest}`
}
