/** Laws of the local store: SQLite by itself, nobody else's to read, never silently another one, and what cannot be done is said. */
import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { noticeFile } from '../../lib/adapters/host/notice-file.ts'
import { isWatched } from '../../lib/local/data-folder.ts'
import { localLinkKeys } from '../../lib/local/link-key.ts'
import {
  findLocalStore,
  type LocalStore,
  type LocalStoreOptions,
  openLocalStore,
} from '../../lib/local/local-store.ts'
import type { Store } from '../../lib/ports.ts'
import { newFolder, type TestClock, testClock } from '../contract/engines.ts'
import { aDeed, aLook, aSent, aTry } from '../contract/nouns.ts'
import { noticeOf } from '../kit/messages.ts'
import { recordingLog } from '../kit/recording-log.ts'

let folder: string
let dataDir: string
let clock: TestClock
let warnings: string[]
let stores: { close(): Promise<void> }[]
beforeEach(() => {
  folder = newFolder()
  dataDir = join(folder, 'deep', 'data')
  clock = testClock()
  warnings = []
  stores = []
})
afterEach(async () => {
  for (const store of stores) await store.close()
  rmSync(folder, { recursive: true })
})

async function open(changes: Partial<LocalStoreOptions> = {}): Promise<LocalStore> {
  const log = { info: () => undefined, warn: (what: string) => void warnings.push(what) }
  const opened = await openLocalStore({ dataDir, env: {}, clock, log, ...changes })
  stores.push(opened)
  return opened
}

/** The store as a command beside the watch opens it. */
async function beside(): Promise<Store> {
  const found = await findLocalStore(dataDir, clock)
  if (typeof found === 'string') throw new Error(found)
  stores.push(found)
  return found
}

describe('the local store', () => {
  it('is SQLite in the data folder, and keeps everything over a restart', async () => {
    const first = await open()
    assert.equal(first.said, `Store: SQLite, in ${join(dataDir, 'store.sqlite')}`)
    await first.store.putLook(aLook())
    await first.store.claim(aTry())
    await first.close()
    const second = await open()
    assert.deepEqual(await second.store.latestLook('eu-central-1'), aLook())
    assert.equal(await second.store.claim(aTry()), false)
    assert.deepEqual(warnings, [])
  })

  it('is read and written by commands while a watch runs and after it', async () => {
    const { store, close } = await open()
    await store.record(aSent())
    const command = await beside()
    assert.deepEqual(await command.sent(), [aSent()])
    await command.putDeed(aDeed())
    assert.deepEqual(await store.deeds(), [aDeed()])
    assert.equal(await store.claim(aTry()), true)
    assert.equal(await command.claim(aTry()), false)
    await close()
    assert.deepEqual(await (await beside()).deeds(), [aDeed()])
  })

  it('is open to one watch at a time, which can be told from none', async () => {
    assert.equal(isWatched(dataDir), false)
    const first = await open()
    assert.equal(isWatched(dataDir), true)
    await assert.rejects(open(), {
      message: `Cannot use the data folder ${dataDir}: process ${process.pid} is using it; stop that one or name another folder`,
    })
    await first.close()
    await first.close()
    assert.equal(isWatched(dataDir), false)
    await open()
  })

  it('says what was asked of it once it is closed', async () => {
    const { store, close } = await open()
    await close()
    await assert.rejects(store.views(), /^Error: Cannot read view of \S+store\.sqlite: /)
    await assert.rejects(store.putDeed(aDeed()), /^Error: Cannot write deed\/\S+ to \S+store\.sqlite: /)
  })
})

describe('a folder of an earlier version', () => {
  beforeEach(() => {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(join(dataDir, 'store.db'), 'of another kind')
  })

  it('is told by a watch, which begins anew beside it and deletes nothing', async () => {
    const { said, store } = await open()
    assert.equal(
      said,
      `Store: SQLite, in ${join(dataDir, 'store.sqlite')}, begun anew: store.db beside it is of an earlier version`,
    )
    assert.equal(warnings.length, 1)
    assert.match(
      warnings[0]!,
      /^\S+store\.db was written by an earlier version of Watchfire, whose store this version cannot read\. .*mute again/,
    )
    await store.putDeed(aDeed())
    assert.deepEqual(await (await beside()).deeds(), [aDeed()])
    assert.equal(existsSync(join(dataDir, 'store.db')), true)
  })

  it('is told by a command, which never says that nothing is open', async () => {
    assert.match(
      String(await findLocalStore(dataDir, clock)),
      /^\S+store\.db was written by an earlier version .* bin\/watchfire watch begins anew beside it$/,
    )
    assert.equal(existsSync(join(dataDir, 'store.sqlite')), false)
  })
})

describe('what nobody else may read', () => {
  const modeOf = (path: string) => statSync(path).mode & 0o777

  it('H3: is the data folder and every file in it', async () => {
    const { store } = await open()
    await store.putLook(aLook())
    await localLinkKeys({ dataDir, env: {} })
    noticeFile(join(dataDir, 'notices.ndjson'), recordingLog().log).write([noticeOf()])
    assert.equal(modeOf(dataDir), 0o700)
    const names = readdirSync(dataDir)
    assert.ok(
      ['store.sqlite', 'store.sqlite-wal', 'notices.ndjson', 'lock'].every((name) => names.includes(name)),
    )
    for (const name of names) assert.equal(modeOf(join(dataDir, name)), 0o600, name)
  })

  it('is closed where an earlier version left it open', async () => {
    mkdirSync(dataDir, { recursive: true })
    for (const name of ['notices.ndjson', 'store.db', 'lock']) writeFileSync(join(dataDir, name), '')
    for (const name of readdirSync(dataDir)) chmodSync(join(dataDir, name), 0o644)
    chmodSync(dataDir, 0o755)
    await open()
    assert.equal(modeOf(dataDir), 0o700)
    for (const name of readdirSync(dataDir)) assert.equal(modeOf(join(dataDir, name)), 0o600, name)
  })

  it('is our files alone in a folder that holds those of others', async () => {
    mkdirSync(dataDir, { recursive: true })
    chmodSync(dataDir, 0o755)
    writeFileSync(join(dataDir, 'thesis.txt'), '')
    chmodSync(join(dataDir, 'thesis.txt'), 0o644)
    await open()
    assert.deepEqual([modeOf(dataDir), modeOf(join(dataDir, 'thesis.txt'))], [0o755, 0o644])
    assert.equal(modeOf(join(dataDir, 'store.sqlite')), 0o600)
  })
})

describe('what cannot be opened', () => {
  it('is said by a watch, and leaves the folder free', async () => {
    mkdirSync(dataDir, { recursive: true })
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const broken = join(folder, 'broken')
    mkdirSync(broken)
    writeFileSync(
      join(broken, 'store.sqlite'),
      'no database at all, but long enough to be asked for its header',
    )
    const cases: readonly (readonly [Partial<LocalStoreOptions>, RegExp])[] = [
      [{ dataDir: join(file, 'below') }, /^Error: Cannot write the data folder \S+below: ENOTDIR/],
      [{ dataDir: file }, /^Error: Cannot write the data folder \S+file: it is a file$/],
      [{ dataDir: broken }, /^Error: Cannot open the store \S+store\.sqlite: file is not a database$/],
    ]
    for (const [changes, message] of cases) {
      await assert.rejects(open(changes), message)
      assert.equal(isWatched(changes.dataDir ?? dataDir), false)
    }
    await open()
  })

  it('is said where no folder can be made, without waiting for ever', {
    skip: !existsSync('/proc/self') && 'there is no file system that refuses folders',
  }, async () => {
    await assert.rejects(open({ dataDir: '/proc/x/data' }), /^Error: Cannot write the data folder/)
  })

  it('is the end of a sentence for a command', async () => {
    assert.match(
      String(await findLocalStore(dataDir, clock)),
      /^there is no data folder \S+; name one with --data$/,
    )
    mkdirSync(dataDir, { recursive: true })
    assert.match(
      String(await findLocalStore(dataDir, clock)),
      /^no watch has kept anything in the data folder/,
    )
    writeFileSync(
      join(dataDir, 'store.sqlite'),
      'no database at all, but long enough to be asked for its header',
    )
    assert.match(
      String(await findLocalStore(dataDir, clock)),
      /^cannot open the store \S+: file is not a database$/,
    )
  })
})

describe('S10: a store file that goes while it is used', () => {
  const LOSSES: readonly (readonly [how: string, lose: (path: string) => void])[] = [
    ['is deleted', (path) => rmSync(path)],
    ['is emptied', (path) => truncateSync(path)],
    [
      'is deleted with what is beside it',
      (path) => {
        for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`)
      },
    ],
  ]
  for (const [how, lose] of LOSSES)
    it(`${how}: it is made again with what is known, for commands to find`, async () => {
      const { store } = await open()
      await store.record(aSent())
      await store.putDeed(aDeed())
      await store.sent()
      await store.deeds()
      lose(join(dataDir, 'store.sqlite'))
      assert.equal((await store.sent()).length, 1)
      assert.equal((await store.deeds()).length, 1)
      const beside = await findLocalStore(dataDir, clock)
      assert.ok(typeof beside === 'object')
      assert.equal((await beside.sent()).length, 1)
      assert.equal((await beside.deeds()).length, 1)
      await beside.close()
    })
})
