/** Doors: which room of the house may import which other one, which packages and which built-ins. */
import { isBuiltin } from 'node:module'
import { type Broken, broken } from './broken.ts'
import type { Import } from './imports.ts'
import type { Unit } from './tree.ts'

interface Room {
  readonly holds: RegExp
  readonly opens: readonly string[]
  /** Of these only types. */
  readonly typesOf?: readonly string[]
  /** No other package, and no built-in of Node, may be imported. */
  readonly packages?: readonly string[]
}

const INNER = ['domain', 'ports', 'names']
const RUN = [...INNER, 'work', 'adapters', 'desk', 'tools']

const ROOMS: Readonly<Record<string, Room>> = {
  domain: { holds: /^lib\/domain\//, opens: [], packages: ['zod', 'yaml', '@noble/hashes'] },
  names: { holds: /^lib\/names\//, opens: [], packages: [] },
  ports: { holds: /^lib\/ports\.ts$/, opens: ['domain'], packages: [] },
  work: { holds: /^lib\/work\//, opens: INNER, packages: [] },
  adapters: { holds: /^lib\/adapters\//, opens: INNER, typesOf: ['work', 'tools'] },
  desk: { holds: /^lib\/desk\//, opens: INNER, typesOf: ['work'] },
  tools: { holds: /^lib\/tools\//, opens: INNER, typesOf: ['work'] },
  local: { holds: /^lib\/local\//, opens: RUN },
  deploy: { holds: /^lib\/deploy\//, opens: ['domain', 'names'] },
  functions: { holds: /^functions\//, opens: RUN },
  app: { holds: /^bin\/app(\.ts$|\/)/, opens: ['domain', 'names', 'deploy'] },
  cli: { holds: /^bin\/(cli\.ts$|commands\/)/, opens: [...RUN, 'local'] },
}

/** Tests look into every room; nobody looks into theirs. */
const TEST = /^test\//

/** `domain ← ports ← work ← adapters, desk, tools ← functions, cli, local` and `domain, names ← deploy ← app`. */
export function doorsOpenOneWay(units: readonly Unit[]): readonly Broken[] {
  return house(units).flatMap(([unit, name]) =>
    unit.imports.flatMap((each) => {
      if (each.target === null) return []
      const to = roomOf(each.target)
      return mayOpen(name, to, each) ? [] : [broken(unit, each.line, `${name} may not import ${each.target}`)]
    }),
  )
}

export function everyFileHasARoom(units: readonly Unit[]): readonly Broken[] {
  return units
    .filter(({ path }) => !TEST.test(path) && roomOf(path) === undefined)
    .map((unit) => broken(unit, 1, `stands in no room; the rooms are ${Object.keys(ROOMS).join(', ')}`))
}

function mayOpen(from: string, to: string | undefined, { form }: Import): boolean {
  const room = ROOMS[from]!
  if (to === undefined) return false
  if (to === from || room.opens.includes(to)) return true
  return form === 'import type' && room.typesOf?.includes(to) === true
}

export function innerRoomsImportFewPackages(units: readonly Unit[]): readonly Broken[] {
  return house(units).flatMap(([unit, name]) => {
    const allowed = ROOMS[name]?.packages
    if (allowed === undefined) return []
    const rule = allowed.length === 0 ? 'no package' : `only ${allowed.join(', ')}`
    return foreign(unit)
      .filter(({ specifier }) => !allowed.includes(packageOf(specifier)))
      .map((each) => broken(unit, each.line, `${name} imports ${rule}, not ${each.specifier}`))
  })
}

/** The two wings share no package that talks to a cloud: one describes it, the other uses it. */
export function wingsKeepTheirPackages(units: readonly Unit[]): readonly Broken[] {
  return house(units).flatMap(([unit, name]) => {
    const wing = name === 'deploy' || name === 'app' ? 'deploy' : 'run'
    const never =
      wing === 'deploy' ? /^(@aws-sdk\/|@smithy\/|undici(\/|$))/ : /^(aws-cdk-lib|constructs|@aws-cdk)(\/|$)/
    return foreign(unit)
      .filter(({ specifier }) => never.test(specifier))
      .map((each) => broken(unit, each.line, `${wing} code never imports ${each.specifier}`))
  })
}

/** Built-ins that only compute. All others (files, sockets, processes, timers, the machine) touch the outside. */
const COMPUTES = /^(assert|buffer|events|path|punycode|querystring|stream|string_decoder|url|util|zlib)(\/|$)/

const OUTER = ['adapters', 'local', 'functions', 'app', 'cli']

export function onlyOuterRoomsTouchTheOutside(units: readonly Unit[]): readonly Broken[] {
  return house(units).flatMap(([unit, name]) =>
    OUTER.includes(name)
      ? []
      : foreign(unit)
          .filter(({ specifier }) => isBuiltin(specifier) && !COMPUTES.test(specifier.replace(/^node:/, '')))
          .map((each) =>
            broken(unit, each.line, `${name} may not touch the outside through ${each.specifier}`),
          ),
  )
}

function house(units: readonly Unit[]): readonly (readonly [Unit, string])[] {
  return units.flatMap((unit) => {
    const room = roomOf(unit.path)
    return room === undefined ? [] : [[unit, room] as const]
  })
}

export function roomOf(path: string): string | undefined {
  return Object.keys(ROOMS).find((name) => ROOMS[name]!.holds.test(path))
}

function foreign(unit: Unit): readonly Import[] {
  return unit.imports.filter(({ target }) => target === null)
}

/** `@noble/hashes/sha2.js` is of the package `@noble/hashes`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
