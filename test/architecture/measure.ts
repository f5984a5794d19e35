/** Measure: the size and the shape of a tree in a few numbers, to compare it before and after a change. */
import { pathToFileURL } from 'node:url'
import { functionsIn, spread } from './sizes.ts'
import { filesOnDisk, type Unit, unitsIn } from './tree.ts'

const LINES_MAX = 200

const root = pathToFileURL(`${process.argv[2] ?? '.'}/`)
const units = unitsIn(filesOnDisk(root))
const code = units.filter(({ path }) => !path.startsWith('test/'))
const byPath = new Map(code.map((unit) => [unit.path, unit]))

const { median, p90, most } = spread(functionsIn(code))
const long = code.filter((unit) => linesOf(unit) > LINES_MAX)
const arrows = arrowsBetweenRooms()

console.log(`files: ${code.length}`)
console.log(`functions: median ${median} lines, 90th percentile ${p90}, longest ${most}`)
console.log(`files over ${LINES_MAX} lines: ${long.length}${long.map(sayLong).join('')}`)
console.log(`rooms of the domain: ${arrows.rooms}, arrows between them: ${arrows.count}`)
console.log(`hops from the socket to the text message: ${hops()}`)
console.log(`reads of all views in a run of the judge, by the calls that lead to one: ${readsOfViews()}`)

function linesOf({ source }: Unit): number {
  return source.split('\n').length - 1
}

function sayLong(unit: Unit): string {
  return `\n  ${unit.path} ${linesOf(unit)}`
}

/** A file that stands in no folder of the domain is a room of its own, together with the folder of its name. */
function arrowsBetweenRooms(): { readonly rooms: number; readonly count: number } {
  const domain = code.filter(({ path }) => path.startsWith('lib/domain/'))
  const arrows = new Set(
    domain.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target?.startsWith('lib/domain/') && roomOf(target) !== roomOf(path))
        .map(({ target }) => `${roomOf(path)} ${roomOf(target!)}`),
    ),
  )
  return { rooms: new Set(domain.map(({ path }) => roomOf(path))).size, count: arrows.size }
}

function roomOf(path: string): string {
  return path.split('/')[2]!.replace(/\.ts$/, '')
}

/** Files from the one that opens sockets up to the look function, and from the judge function down to text messages. */
function hops(): string {
  const up = wayTo('functions/look.ts', ({ source }) => /from 'node:tls'/.test(source))
  const down = wayTo('functions/judge.ts', ({ source }) => /function (joinParts|fitSms)\b/.test(source))
  return `${up.length + down.length - 2}\n  ${up.toReversed().join(' < ')}\n  ${down.join(' > ')}`
}

/** The shortest way by imports. */
function wayTo(start: string, isThere: (unit: Unit) => boolean): readonly string[] {
  const ways: (readonly string[])[] = [[start]]
  const seen = new Set([start])
  for (const way of ways) {
    const here = byPath.get(way.at(-1)!)
    if (here === undefined) continue
    if (isThere(here)) return way
    for (const { target } of here.imports)
      if (target !== null && !seen.has(target)) {
        seen.add(target)
        ways.push([...way, target])
      }
  }
  return []
}

/** Functions that read the views, counted by how often they are called on the judge's way. */
function readsOfViews(): number {
  const work = reachedFrom('functions/judge.ts').filter(({ path }) => /^(functions|lib\/work)\//.test(path))
  const readers = functionsIn(work).filter(({ unit, line, lines }) =>
    /store\.views\(\)|readStore\([^;]*'views'/.test(
      unit.source
        .split('\n')
        .slice(line - 1, line - 1 + lines)
        .join('\n'),
    ),
  )
  const calls = (name: string) => new RegExp(`(?<!function )\\b${name}\\(`, 'g')
  return readers.reduce(
    (sum, { name }) =>
      sum + work.reduce((count, { code }) => count + (code.match(calls(name))?.length ?? 0), 0),
    0,
  )
}

function reachedFrom(start: string): readonly Unit[] {
  const reached = new Set([start])
  for (const path of reached)
    for (const { target } of byPath.get(path)?.imports ?? []) if (target !== null) reached.add(target)
  return [...reached].flatMap((path) => byPath.get(path) ?? [])
}
