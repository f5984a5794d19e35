/** Engines: those in this process that can keep the table, each with places of its own for the contracts to run in. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Items } from '../../lib/adapters/store/items.ts'
import { memoryItems } from '../../lib/adapters/store/memory-items.ts'
import { sqliteItems } from '../../lib/adapters/store/sqlite-items.ts'
import { steadyItems } from '../../lib/adapters/store/steady-items.ts'
import { recordingLog } from '../kit/recording-log.ts'
import { START } from './nouns.ts'

/** A clock that moves only when a test moves it. */
export interface TestClock {
  now(): number
  advance(ms: number): void
}

export function testClock(): TestClock {
  let at = START
  return {
    now: () => at,
    advance(ms) {
      at += ms
    },
  }
}

/** One table; every call opens another handle on the same items, as another process would. */
export type OpenItems = () => Promise<Items>

export interface Engine {
  readonly name: string
  /** Whether the items are still there when every handle was closed. */
  readonly lasting: boolean
  /** Why it cannot run on this machine; false where it can. */
  readonly skip: string | false
  start(): Promise<void>
  /** A table of its own. */
  newTable(clock: TestClock): Promise<OpenItems>
  stop(): Promise<void>
}

export const ENGINES: readonly (() => Engine)[] = [memory, steady, sqlite]

function memory(): Engine {
  return {
    name: 'memory',
    lasting: false,
    skip: false,
    start: async () => undefined,
    async newTable(clock) {
      const items = memoryItems(clock)
      return async () => items
    },
    stop: async () => undefined,
  }
}

/** An engine that never fails, with all that keeps it steady around it. */
function steady(): Engine {
  return {
    ...memory(),
    name: 'memory, kept steady',
    async newTable(clock) {
      const items = memoryItems(clock)
      const { log } = recordingLog()
      return async () => steadyItems(items, { name: 'the store', clock, log })
    },
  }
}

function sqlite(): Engine {
  let folder = ''
  let tables = 0
  return {
    name: 'SQLite',
    lasting: true,
    skip: false,
    async start() {
      folder = newFolder()
    },
    async newTable(clock) {
      tables += 1
      const path = join(folder, `${tables}.sqlite`)
      return async () => sqliteItems({ path, clock })
    },
    async stop() {
      rmSync(folder, { recursive: true })
    },
  }
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'watchfire-test-'))
}
