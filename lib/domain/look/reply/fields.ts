/** Fields: the members of an object in a reply, each read by what it should be; what it is not, is complained of. */

import { printable, quoted } from '../../text/quote.ts'
import { failed, ok, type Result } from '../../text/result.ts'
import type { Tri, Unknown } from '../fault.ts'

/**
 * A reader of one object. Every verb gives a value of its type; where the member is not what was asked for, it
 * notes a complaint, and the value is a stand-in that nobody sees: one complaint makes the whole reading fail.
 */
export interface Fields {
  /** Whether the object has the member itself, and not as null. */
  has(name: string): boolean
  /** A decimal integer from 0 to 2^64 - 1, as a string or a number. */
  uint64(name: string): bigint
  /** The same as a number; beyond `Number.MAX_SAFE_INTEGER` it is that. */
  integer(name: string, range?: IntegerRange): number
  /** 0x and 64 hex digits of any case, made lower-case. */
  root(name: string): string
  /** 0x and two hex digits a byte, made lower-case. */
  bytes(name: string, length: number): string
  /** True or false, also as a string. */
  flag(name: string): boolean
  /** Text with something in it to show, as one printable line. */
  text(name: string, charsMax: number): string
  /** The member as it came. */
  raw(name: string): unknown
  /** The member's own members. */
  within(name: string): Fields
  complain(complaint: string): void
  /**
   * What `read` gives, or unknown where it complains: what one member lacks spoils no other. Only where nothing that
   * is read by itself can be read, its complaints are those of the whole reading.
   */
  byItself<T>(read: (fields: Fields) => T): T | Unknown
}

interface IntegerRange {
  readonly min: number
  readonly max: number
}

/** Reads an object with `read`; the first complaint is the error if there is any. */
export function readFields<T>(object: unknown, read: (fields: Fields) => T): Result<T, string> {
  const complaints: string[] = []
  const parts: Parts = { read: 0, lost: [] }
  const value = read(fieldsOf({ object, path: '', complaints, parts }))
  const complaint = complaints[0] ?? (parts.read === 0 ? parts.lost[0] : undefined)
  return complaint === undefined ? ok(value) : failed(complaint)
}

interface ReplyMember {
  readonly object: unknown
  /** Of the object within the reply; empty for the whole. */
  readonly path: string
  readonly complaints: string[]
  readonly parts: Parts
}

/** What is read by itself. */
interface Parts {
  read: number
  readonly lost: string[]
}

function fieldsOf(place: ReplyMember): Fields {
  const { object, complaints, parts } = place
  const reject = (name: string, expected: string) =>
    complaints.push(`${pathOf(place, name)} ${sayFound(member(object, name))}, expected ${expected}`)
  const uint64 = (name: string): bigint => {
    const value = toUint64(member(object, name))
    if (value === undefined) reject(name, 'a decimal integer')
    return value ?? 0n
  }
  const bytes = (name: string, length: number): string => {
    const value = toBytes(member(object, name), length)
    if (value === undefined) reject(name, `0x and ${2 * length} hex digits`)
    return value ?? `0x${'0'.repeat(2 * length)}`
  }
  return {
    has: (name) => (member(object, name) ?? null) !== null,
    uint64,
    integer(name, range) {
      const value = saturated(uint64(name))
      if (range === undefined || (value >= range.min && value <= range.max)) return value
      reject(name, `a decimal integer from ${range.min} to ${range.max}`)
      return range.min
    },
    root: (name) => bytes(name, 32),
    bytes,
    flag(name) {
      const value = toTri(member(object, name))
      if (typeof value === 'boolean') return value
      reject(name, 'true or false')
      return false
    },
    text(name, charsMax) {
      const value = member(object, name)
      const line = typeof value === 'string' ? printable(value, charsMax) : ''
      if (line === '') reject(name, 'text')
      return line
    },
    raw: (name) => member(object, name),
    within(name) {
      const value = member(object, name)
      if (!isObject(value)) reject(name, 'an object')
      return fieldsOf({ ...place, object: value, path: pathOf(place, name) })
    },
    complain: (complaint) => complaints.push(complaint),
    byItself(read) {
      const own: string[] = []
      const value = read(fieldsOf({ ...place, complaints: own }))
      if (own.length === 0) parts.read += 1
      parts.lost.push(...own)
      return own.length === 0 ? value : 'unknown'
    },
  }
}

function pathOf(place: ReplyMember, name: string): string {
  return place.path === '' ? name : `${place.path}.${name}`
}

/** An own member, or undefined: nothing is ever read through the prototype. */
export function member(object: unknown, name: string): unknown {
  return isObject(object) && Object.hasOwn(object, name) ? object[name] : undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const UINT64_MAX = 2n ** 64n - 1n

/** The standard has decimal strings; some servers send JSON numbers. */
function toUint64(value: unknown): bigint | undefined {
  if (typeof value === 'string' && /^\d{1,20}$/.test(value)) {
    const integer = BigInt(value)
    return integer <= UINT64_MAX ? integer : undefined
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) return undefined
  // As a JSON number 2^64 - 1 cannot be told from 2^64.
  if (value === 2 ** 64) return UINT64_MAX
  return value < 2 ** 64 ? BigInt(value) : undefined
}

/** As a number, at most `Number.MAX_SAFE_INTEGER`. */
export function saturated(value: bigint): number {
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value)
}

function toBytes(value: unknown, length: number): string | undefined {
  if (typeof value !== 'string' || value.length !== 2 + 2 * length) return undefined
  return /^0x[0-9a-fA-F]*$/.test(value) ? value.toLowerCase() : undefined
}

export function toTri(value: unknown): Tri | undefined {
  if (value === undefined || value === null) return 'unknown'
  if (value === true || value === 'true') return true
  return value === false || value === 'false' ? false : undefined
}

/** Longer text is described, not quoted. */
const QUOTED_CHARS_MAX = 40

function sayFound(value: unknown): string {
  if (value === undefined) return 'is missing'
  if (typeof value === 'string') {
    return value.length <= QUOTED_CHARS_MAX
      ? `is ${quoted(value, QUOTED_CHARS_MAX)}`
      : `is ${value.length} characters of text`
  }
  if (Array.isArray(value)) return 'is a list'
  return isObject(value) ? 'is an object' : `is ${value}`
}
