/** The devnet's story: real beacon nodes are split, healed, stopped, killed and replaced, and Watchfire must say so. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { blockAt, type Fork, findFork, headOf } from './ancestry.ts'
import { hasExited, killChild, killEveryChild, logTail, stopChild } from './children.ts'
import { type Link, openLink } from './link.ts'
import { connectedPeers, connectNodes, type LodestarNode, SECONDS_PER_SLOT, startNode } from './lodestar.ts'
import { settingsText } from './settings.ts'
import {
  type LookReport,
  lookOnce,
  type NoticeLine,
  readNotices,
  startWatch,
  type Watch,
  watchTail,
} from './watchfire.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
/** From the first start to slot 0: three nodes are up after ten seconds, or thirty on two slow cores. */
const GENESIS_AHEAD_S = 30
/** Near the end of epoch 2: proposers are drawn two epochs ahead, so both sides soon have a block at one slot. */
const CUT_SLOT = 21
/** What any one change may take until Watchfire tells of it; every wait ends as soon as it does. */
const TELLS_MS = 90 * SECOND_MS

const folder = mkdtempSync(join(tmpdir(), 'watchfire-devnet-'))
const settingsFile = join(folder, 'watchfire.yaml')
const genesisTime = Math.ceil(Date.now() / 1_000) + GENESIS_AHEAD_S

// Also when the suite is interrupted; the children have been ended by then.
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

let a: LodestarNode
let b: LodestarNode
let c: LodestarNode
let link: Link
let watch: Watch
let lastLook: LookReport

describe('real beacon nodes', () => {
  before(startNetwork, { timeout: 4 * MINUTE_MS })
  afterEach((context) => {
    if ('passed' in context && context.passed === false) console.error(evidence())
  })
  after(stopEverything, { timeout: MINUTE_MS })

  test('all well: nothing is said of nodes that share a chain', { timeout: 2 * MINUTE_MS }, async () => {
    await untilSlot(4)
    const { exitCode, report } = await look()
    assert.deepEqual(loudFindings(report), [])
    // This release of Lodestar never says `el_offline`: told at info, and by the exit code.
    const open = report.findings.flatMap(({ facts }) =>
      Object.values(facts).map((each) => JSON.stringify(each)),
    )
    assert.deepEqual([...new Set(open)], ['{"el_offline":null}'])
    assert.equal(exitCode, 1)
    assert.deepEqual(
      report.sides.map((side) => [...side.nodes].sort()),
      [['a', 'b', 'c']],
    )
    await untilSlot(CUT_SLOT)
    const told = readNotices(watch).filter(({ kind }) => kind !== 'unanswered')
    assert.deepEqual(told, [])
  })

  test('the P2P link is cut: a split with the right ancestor and depth', {
    timeout: 4 * MINUTE_MS,
  }, async () => {
    link.cut()
    await until('the cut-off node has no peer', async () => (await connectedPeers(b)) === 0)
    const opened = await untilNotice('opening', 'chain-split', 'fleet')
    assert.equal(opened.severity, 'critical')
    const fork = await untilBothAtOneSlot()
    const { exitCode, report } = await look()
    assertSplit(report, fork)
    assert.equal(exitCode, 1)
    assert.equal(await connectedPeers(b), 0)
  })

  test('the link is healed: the split is closed', { timeout: 3 * MINUTE_MS }, async () => {
    link.heal()
    await connectNodes(a, b, link.port)
    await until('both have one head again', async () => (await headOf(a)).root === (await headOf(b)).root)
    await untilNotice('close', 'chain-split', 'fleet')
    const report = await untilLook('one side, no split', (seen) => seen.sides.length === 1)
    assert.deepEqual(report.splits, [])
  })

  test('a stopped node accepts and never answers: down by timeout', { timeout: 3 * MINUTE_MS }, async () => {
    c.child.process.kill('SIGSTOP')
    const opened = await untilNotice('opening', 'node-down', 'node:c')
    const { report } = await look()
    assert.deepEqual(
      report.nodes.map(({ reached }) => reached),
      [true, true, false],
    )
    assert.equal(faultOf(report, 'c'), 'timeout')
    c.child.process.kill('SIGCONT')
    const closed = await untilNotice('close', 'node-down', 'node:c')
    assert.equal(closed.incident, opened.incident)
  })

  test('a killed node refuses the connection: down', { timeout: 2 * MINUTE_MS }, async () => {
    const earlier = openings('node-down', 'node:c')
    await killChild(c.child)
    await until('node-down is told again', () => openings('node-down', 'node:c') > earlier)
    const { report } = await look()
    assert.equal(faultOf(report, 'c'), 'connection-refused')
    assert.deepEqual(report.splits, [])
  })

  test('another genesis at its address: the wrong network, and no split', {
    timeout: 3 * MINUTE_MS,
  }, async () => {
    const splits = openings('chain-split', 'fleet')
    const theirGenesis = Math.ceil(Date.now() / 1_000) + 12
    const { restPort } = c
    c = await startNode({ id: 'c', genesisTime: theirGenesis, validators: '0..7', restPort, folder })
    await until('the other network has a block', async () => (await headOf(c)).slot >= 2)
    await untilNotice('opening', 'wrong-network', 'node:c')
    const { exitCode, report } = await look()
    assert.ok(loudFindings(report).some((finding) => finding === 'wrong-network node:c'))
    assert.deepEqual(report.splits, [])
    assert.ok(
      report.sides.every((side) => !side.nodes.includes('c')),
      'a node of another network is on no side',
    )
    assert.equal(exitCode, 1)
    assert.equal(openings('chain-split', 'fleet'), splits)
  })

  test('the watch ends when asked to', { timeout: MINUTE_MS }, async () => {
    assert.equal(await stopChild(watch.child), 'went')
  })
})

/** Two nodes with half of the validators each, one without any, and a link that is the only way between the halves. */
async function startNetwork(): Promise<void> {
  ;[a, b, c] = await Promise.all([
    startNode({ id: 'a', genesisTime, validators: '0..3', folder }),
    startNode({ id: 'b', genesisTime, validators: '4..7', folder }),
    startNode({ id: 'c', genesisTime, folder }),
  ])
  link = await openLink(b.p2pPort)
  await connectNodes(a, b, link.port)
  await connectNodes(a, c, c.p2pPort)
  writeFileSync(settingsFile, settingsText([a, b, c]))
  await untilSlot(3)
  watch = startWatch(settingsFile, join(folder, 'watch'))
}

async function stopEverything(): Promise<void> {
  if (watch !== undefined) await stopChild(watch.child)
  killEveryChild()
  await link?.close()
}

/** The split by direct questions: each side has a block at one slot, not the same one, above one last common block. */
async function untilBothAtOneSlot(): Promise<Fork> {
  await until('both sides have a block at one slot', async () => {
    const { aboveA, aboveB } = await findFork(a, b)
    return aboveA.some((block) => aboveB.some((other) => other.slot === block.slot))
  })
  const fork = await findFork(a, b)
  const { slot, root } = fork.ancestor
  assert.ok(slot >= CUT_SLOT - 1, `the last common block, of slot ${slot}, is as old as the cut`)
  assert.equal((await blockAt(a, slot))?.root, root)
  assert.equal((await blockAt(b, slot))?.root, root)
  return fork
}

function assertSplit(report: LookReport, fork: Fork): void {
  assert.deepEqual(report.undecided, [])
  assert.deepEqual(report.sides.map((side) => [...side.nodes].sort()).sort(), [['a', 'c'], ['b']])
  const [split, ...more] = report.splits
  assert.ok(split !== undefined && more.length === 0, 'there is one split')
  assert.deepEqual(split.ancestor, { slot: fork.ancestor.slot, root: fork.ancestor.root })
  const lowerTip = Math.min(...report.sides.map((side) => side.tip.slot))
  assert.equal(split.depth, lowerTip - fork.ancestor.slot)
  assert.ok(loudFindings(report).some((finding) => finding.startsWith('chain-split ')))
}

/** Findings that are a warning or worse, as `kind subject`. */
function loudFindings(report: LookReport): string[] {
  return report.findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ kind, subject }) => `${kind} ${subject}`)
}

function faultOf(report: LookReport, id: string): string | undefined {
  return report.nodes.find((node) => node.id === id)?.fault?.kind
}

async function look(): Promise<{ exitCode: number; report: LookReport }> {
  const result = await lookOnce(settingsFile)
  lastLook = result.report
  return result
}

async function untilLook(what: string, holds: (report: LookReport) => boolean): Promise<LookReport> {
  await until(what, async () => holds((await look()).report))
  return lastLook
}

/** How often the opening of an incident of this kind and subject was told. */
function openings(kind: string, subject: string): number {
  return noticesOf('opening', kind, subject).length
}

async function untilNotice(reason: string, kind: string, subject: string): Promise<NoticeLine> {
  await until(`a notice tells of ${reason} ${kind}`, () => noticesOf(reason, kind, subject).length > 0)
  return noticesOf(reason, kind, subject)[0]!
}

function noticesOf(reason: string, kind: string, subject: string): readonly NoticeLine[] {
  return readNotices(watch).filter(
    (notice) => notice.reason === reason && notice.kind === kind && notice.subject === subject,
  )
}

function untilSlot(slot: number): Promise<void> {
  return sleep(Math.max(0, (genesisTime + slot * SECONDS_PER_SLOT) * SECOND_MS - Date.now()))
}

/** Asks once a second; a question that fails counts as a no. */
async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + TELLS_MS
  let lastError: unknown
  while (Date.now() < end && !hasExited(watch.child)) {
    try {
      if (await holds()) return
    } catch (error) {
      lastError = error
    }
    await sleep(SECOND_MS)
  }
  const why = hasExited(watch.child) ? 'the watch has ended' : `it did not within ${TELLS_MS / SECOND_MS} s`
  throw new Error(`Cannot wait until ${what}: ${why}`, { cause: lastError })
}

/** What a reader of a failed run needs. */
function evidence(): string {
  const children = [a, b, c].filter((node) => node !== undefined).map((node) => logTail(node.child))
  const watched = watch === undefined ? [] : [watchTail(watch)]
  return [...children, ...watched, '--- the last look:', JSON.stringify(lastLook, null, 1)].join('\n')
}
