/** Cell: what one vantage's look says of one node, in a few columns. */

import type { Look, NodeLook, ReachedNode } from '../../domain/look/look.ts'
import { isForeign } from '../../domain/look/own-nodes.ts'
import { sayFaultShort } from './fault-words.ts'
import type { SideTone, Tone } from './line.ts'

export interface Cell {
  readonly tone: Tone
  /** Longest first; the last one may still be too long. */
  readonly wordings: readonly string[]
  /** `none`: it says nothing of the present, because there is no look or an old one. */
  readonly state: 'well' | 'unwell' | 'none'
  /** Slots behind the highest head of its look; higher is worse. */
  readonly lag: number
  /** Equal for cells that differ at most in their lag. */
  readonly alike: string
}

/** What the cells of one vantage have in common. */
export interface Column {
  readonly vantage: string
  /** Undefined while it has not looked. */
  readonly look: Look | undefined
  readonly isFresh: boolean
  /** The highest head of the look. */
  readonly highest: number | undefined
  /** From here on a lag is no longer what blocks on their way explain. */
  readonly lagMax: number
  /** The side of a node, when there is more than one. */
  readonly letterOf: (node: string) => string | undefined
}

export function cellOf(column: Column, id: string): Cell {
  if (!column.look) return empty('.')
  const node = column.look.nodes.find((each) => each.id === id)
  if (!node) return empty('not asked', '-')
  const cell = cellOfNode(node, { ...column, look: column.look })
  return column.isFresh ? cell : old(cell)
}

/** The highest head of a look; what contradicts itself or is on another network sets no mark. */
export function highestHead(look: Look): number | undefined {
  const liars = look.sides.undecided
    .filter(({ why }) => why === 'contradicts-itself')
    .flatMap(({ nodes }) => nodes)
  const slots = look.nodes.flatMap((node) =>
    node.state !== 'reached' || node.head === 'unknown' || isForeign(look, node) || liars.includes(node.id)
      ? []
      : [node.head.slot],
  )
  return slots.length === 0 ? undefined : Math.max(...slots)
}

type SeenColumn = Column & { readonly look: Look }

function empty(...wordings: string[]): Cell {
  return { tone: 'faint', wordings, state: 'none', lag: 0, alike: wordings[0]! }
}

/** The same, but of another time. */
function old(cell: Cell): Cell {
  const inBrackets = cell.wordings.map((wording) => `(${wording})`)
  return { ...cell, tone: 'faint', wordings: [...inBrackets, ...cell.wordings.slice(-1)], state: 'none' }
}

function cellOfNode(node: NodeLook, seen: SeenColumn): Cell {
  switch (node.state) {
    case 'reached':
      return isForeign(seen.look, node)
        ? unwell('critical', ['OTHER NETWORK', 'OTHER NET', 'NET!'])
        : cellOfReached(node, seen)
    case 'failed':
      return unwell('critical', [...sayFaultShort(node.fault).map((fault) => `DOWN ${fault}`), 'DOWN', 'DN'])
    case 'unknown':
      return unwell('unknown', [...sayFaultShort(node.fault).map((fault) => `? ${fault}`), '?'])
  }
}

function unwell(tone: Tone, wordings: readonly string[]): Cell {
  return { tone, wordings, state: 'unwell', lag: 0, alike: wordings[0]! }
}

function cellOfReached(node: ReachedNode, { highest, lagMax, letterOf }: SeenColumn): Cell {
  const lag = node.head === 'unknown' || highest === undefined ? undefined : highest - node.head.slot
  const facts: NodeMarks = {
    lag,
    isLate: lag !== undefined && lag >= lagMax,
    isHeadless: lag === undefined && !isAskedForCheckpointsOnly(node),
    flags: flagsOf(node),
    letter: letterOf(node.id),
  }
  const isUnwell = facts.isLate || facts.isHeadless || facts.flags.length > 0 || facts.letter !== undefined
  return {
    tone: toneOf(facts),
    wordings: wordingsOf(node, facts),
    state: isUnwell ? 'unwell' : 'well',
    lag: lag ?? 0,
    alike: JSON.stringify({ ...facts, lag: undefined }),
  }
}

interface NodeMarks {
  readonly lag: number | undefined
  readonly isLate: boolean
  readonly isHeadless: boolean
  readonly flags: readonly Flag[]
  readonly letter: string | undefined
}

/** Not expected to have a head. */
function isAskedForCheckpointsOnly({ head, faults }: ReachedNode): boolean {
  return head === 'unknown' && faults.head === undefined
}

type Flag = 'EL!' | 'OPT' | 'SYNC'

/** Worst first. */
function flagsOf({ syncing }: ReachedNode): readonly Flag[] {
  if (syncing === 'unknown') return []
  return [
    ...(syncing.executionOffline === true ? (['EL!'] as const) : []),
    ...(syncing.syncing === true ? (['SYNC'] as const) : []),
    ...(syncing.optimistic === true ? (['OPT'] as const) : []),
  ]
}

function toneOf({ flags, letter, isLate, isHeadless, lag }: NodeMarks): Tone {
  if (flags.includes('EL!')) return 'critical'
  if (flags.length > 0) return 'warning'
  if (letter !== undefined) return sideTone(letter)
  if (isLate || isHeadless) return 'warning'
  return lag !== undefined && lag > 1 ? 'plain' : 'good'
}

export function sideTone(letter: string): SideTone {
  const tones: readonly SideTone[] = ['side-1', 'side-2', 'side-3']
  return tones[(letter.charCodeAt(0) - 'A'.charCodeAt(0)) % tones.length]!
}

function wordingsOf(node: ReachedNode, { lag, flags, letter }: NodeMarks): readonly string[] {
  const side = letter === undefined ? '' : `${letter} `
  const behind = sayLag(node, lag)
  const [worst] = flags
  return [
    ...behind.map((words) => `${side}${[words, ...flags].join(' ')}`),
    ...(worst === undefined ? [] : [`${side}${behind.at(-1)} ${worst}`, `${side}${worst}`, worst]),
    ...(worst === undefined ? behind.map((words) => `${letter ?? ''}${words}`) : []),
  ]
}

/** A lag beyond this many slots is hours; the share of the chain that it has says more. */
const LAG_SLOTS_SHOWN_MAX = 9_999

function sayLag(node: ReachedNode, lag: number | undefined): readonly string[] {
  if (lag === undefined) {
    const fault = node.faults.head
    return fault === undefined
      ? ['up']
      : [...sayFaultShort(fault).map((words) => `head? ${words}`), 'head?', '?']
  }
  if (lag <= 0) return [lag === 0 ? '=' : `+${-lag}`]
  if (lag <= LAG_SLOTS_SHOWN_MAX || node.head === 'unknown') return [`-${lag}`]
  return [`${Math.floor((100 * node.head.slot) / (node.head.slot + lag))}%`]
}
