/** Purity: code that is given time, chance and the world as arguments does not reach for them by itself. */
import type { AnyNode, Identifier } from 'acorn'
import { ancestor } from 'acorn-walk'
import { type Broken, broken } from './broken.ts'
import { roomOf } from './doors.ts'
import type { Unit } from './tree.ts'

/** Only adapters, the local run and entries read a clock, roll dice or look at the process. */
const PURE_ROOMS = ['domain', 'names', 'ports', 'work', 'desk', 'tools']

/** Names of the world; they may not even be shadowed, for a reader would take them for it. */
const WORLD = new Set([
  ...['process', 'globalThis', 'global', 'console', 'performance', 'crypto', 'navigator', 'require', 'eval'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch', 'WebSocket', 'EventSource'],
  ...['Function', 'Temporal', 'Worker', 'localStorage', 'sessionStorage'],
])

/** Objects of which only these members may be used. */
const MEMBERS: Readonly<Record<string, (member: string) => boolean>> = {
  Date: (member) => member === 'UTC' || member === 'parse',
  Math: (member) => member !== 'random',
  AbortSignal: (member) => member !== 'timeout',
}

export function pureRoomsAreToldTheWorld(units: readonly Unit[]): readonly Broken[] {
  return units.flatMap((unit) => {
    const room = roomOf(unit.path)
    if (room === undefined || !PURE_ROOMS.includes(room)) return []
    return reaches(unit).map(({ line, what }) => broken(unit, line, `${room} may not reach for ${what}`))
  })
}

interface Reach {
  readonly line: number
  readonly what: string
}

export function reaches({ program }: Unit): readonly Reach[] {
  const found: Reach[] = []
  const note = (node: AnyNode, what: string | undefined) => {
    if (what !== undefined) found.push({ line: node.loc!.start.line, what })
  }
  ancestor(program, {
    Identifier: (node, _, above) => note(node, reachOf(node, above.at(-2) as AnyNode | undefined)),
    MetaProperty: (node) => note(node, 'import.meta'),
    ImportExpression: (node) => note(node, 'import()'),
  })
  return found
}

function reachOf(node: Identifier, parent: AnyNode | undefined): string | undefined {
  if (WORLD.has(node.name)) return node.name
  const allows = Object.hasOwn(MEMBERS, node.name) ? MEMBERS[node.name] : undefined
  if (allows === undefined) return undefined
  if (parent?.type === 'NewExpression' && parent.callee === node)
    return parent.arguments.length > 0 ? undefined : `new ${node.name}()`
  if (parent?.type !== 'MemberExpression' || parent.object !== node || parent.property.type !== 'Identifier')
    return node.name
  const member = parent.property.name
  return parent.computed || !allows(member) ? `${node.name}.${member}` : undefined
}
