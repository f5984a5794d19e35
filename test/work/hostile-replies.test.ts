/** Replies that lie, break the standard or are no replies: each is a named fault, and the other node is unharmed. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Contradiction, Look, NodeLook } from '../../lib/domain/look/look.ts'
import { nodeIn } from '../../lib/domain/look/look.ts'
import { looksAt, reportOf, settingsOfIds } from '../kit/look-with.ts'
import { lying, memoryNodes } from '../kit/memory-nodes.ts'
import { stepClock } from '../kit/step-clock.ts'
import { foreignHeader, header, type Lie, wellNode, word } from '../kit/well-node.ts'

const MAX = '18446744073709551615'
const RSS_MB_MAX = 300
const clock = stepClock(1_800_000_000_000)
const { honest, nowSlot } = wellNode(clock)

/** Looks at a liar beside an honest node, which must come out of it well. */
async function lookAtLiar(
  lie: Lie,
  rounds = 1,
  between: (round: number) => void = () => undefined,
): Promise<Look> {
  const settings = settingsOfIds('liar', 'honest')
  const nodes = memoryNodes({ liar: lying(honest, lie), honest: lying(honest) })
  const look = (await looksAt(settings, { clock, nodes, rounds, between })).at(-1)!
  const well = nodeIn(look, 'honest')!
  assert.equal(well.state, 'reached')
  assert.ok(well.state === 'reached' && well.head !== 'unknown')
  assert.deepEqual(look.sides.splits, [])
  assert.ok(process.memoryUsage.rss() < RSS_MB_MAX * 1_048_576)
  reportOf(look, settings)
  return look
}

const everywhere =
  (body: string, status = 200): Lie =>
  () => ({ body, status })
const onlyHead =
  (body: () => string): Lie =>
  (path) =>
    path.endsWith('/headers/head') ? { body: body() } : undefined

describe('a node that is no beacon node fails with its fault', () => {
  const cases: readonly (readonly [string, Lie, string])[] = [
    ['200 with HTML', everywhere('<html><body>Welcome to nginx!</body></html>'), 'not-json'],
    ['truncated JSON', (path) => ({ body: (honest(path) ?? '{}').slice(0, 40) }), 'not-json'],
    ['JSON 100,000 levels deep', everywhere('['.repeat(100_000) + ']'.repeat(100_000)), 'too-large'],
    [
      'nothing but prototypes',
      everywhere('{"__proto__":{"data":{"root":"0x00"}},"constructor":{"prototype":{}}}'),
      'malformed',
    ],
    ['a root of 31 bytes, everywhere', everywhere('{"data":{"root":"0x00"}}'), 'malformed'],
    ['an empty body', everywhere(''), 'not-json'],
    [
      'an error that says it is a success',
      everywhere('{"code":500,"message":"internal error"}'),
      'malformed',
    ],
    ['500', everywhere('{"code":500,"message":"internal error"}', 500), 'http-status'],
    ['502 of a proxy', everywhere('<html>502 Bad Gateway</html>', 502), 'http-status'],
  ]
  for (const [law, lie, fault] of cases)
    it(law, async () => {
      const node = nodeIn(await lookAtLiar(lie), 'liar')!
      assert.equal(node.state, 'failed')
      assert.ok(node.state === 'failed')
      assert.equal(node.fault.kind, fault)
    })
})

describe('a node that we may not look at is unknown', () => {
  for (const status of [401, 403, 404, 429])
    it(`${status}`, async () => {
      const node = nodeIn(await lookAtLiar(everywhere('{"message":"no"}', status)), 'liar')!
      assert.equal(node.state, 'unknown')
      assert.ok(node.state === 'unknown' && node.fault.status === status)
    })
})

describe('a node that contradicts itself is named for it and makes no split', () => {
  it('a head from the future', async () => {
    const look = await lookAtLiar(onlyHead(() => header(nowSlot() + 50)))
    assert.deepEqual(whats(nodeIn(look, 'liar')!), ['future-head'])
    assert.deepEqual(
      look.sides.undecided.map(({ nodes, why }) => [nodes, why]),
      [[['liar'], 'contradicts-itself']],
    )
  })

  it('a root that is not the hash of its header', async () => {
    const look = await lookAtLiar(onlyHead(() => header(nowSlot(), word(99))))
    assert.deepEqual(whats(nodeIn(look, 'liar')!), ['root-mismatch'])
    assert.deepEqual(
      look.sides.sides.map(({ nodes }) => nodes),
      [['honest']],
    )
  })

  it('a slot that goes backwards', async () => {
    let back = 0
    const look = await lookAtLiar(
      onlyHead(() => header(nowSlot() - back)),
      2,
      (round) => {
        back = round * 9
      },
    )
    assert.deepEqual(whats(nodeIn(look, 'liar')!), ['went-backwards'])
  })

  it('another slot than the one asked for', async () => {
    const nodes = memoryNodes({
      liar: lying(honest, (path) => (/headers\/\d+$/.test(path) ? { body: header(3) } : undefined)),
      behind: lying(
        honest,
        onlyHead(() => header(nowSlot() - 5)),
      ),
    })
    const settings = settingsOfIds('liar', 'behind')
    const [look] = await looksAt(settings, { clock, nodes })
    assert.ok(whats(nodeIn(look!, 'liar')!).includes('wrong-slot'))
    assert.deepEqual(look!.sides.splits, [])
    const { findings } = reportOf(look!, settings)
    assert.ok(
      findings.some(({ kind, subject }) => kind === 'endpoint-inconsistent' && subject === 'node:liar'),
    )
  })
})

describe('numbers at the end of their range', () => {
  it('2^64-1 in every number does no harm', async () => {
    const lie: Lie = (path) => {
      const body = honest(path)
      return body === null ? undefined : { body: body.replaceAll(/"\d+"/g, `"${MAX}"`) }
    }
    const look = await lookAtLiar(lie)
    const node = nodeIn(look, 'liar')!
    assert.equal(node.state, 'reached')
    assert.ok(whats(node).includes('root-mismatch') || whats(node).includes('future-head'))
  })

  it('a sync distance that wraps is unknown', async () => {
    const lie: Lie = (path) =>
      path.endsWith('/syncing')
        ? { body: `{"data":{"head_slot":"${nowSlot()}","sync_distance":"${MAX}","is_syncing":false}}` }
        : undefined
    const node = nodeIn(await lookAtLiar(lie), 'liar')!
    assert.ok(node.state === 'reached' && node.syncing !== 'unknown')
    assert.equal(node.syncing.distance, 'unknown')
    assert.equal(node.syncing.executionOffline, 'unknown')
  })
})

function whats(node: NodeLook): Contradiction['what'][] {
  return node.contradictions.map(({ what }) => what)
}

it('a node of another genesis is on the wrong network and makes no split', async () => {
  const lie: Lie = (path) =>
    path.endsWith('/genesis')
      ? {
          body: `{"data":{"genesis_time":"1606824023","genesis_validators_root":"${word(5)}","genesis_fork_version":"0x00000000"}}`,
        }
      : undefined
  const settings = settingsOfIds('a', 'foreign', 'b')
  const well = lying(honest)
  const nodes = memoryNodes({ a: well, foreign: lying(honest, lie), b: well })
  const [look] = await looksAt(settings, { clock, nodes })
  const { findings, sides } = reportOf(look!, settings)
  assert.deepEqual(
    findings.map(({ kind, subject }) => `${kind} ${subject}`),
    ['wrong-network node:foreign'],
  )
  assert.deepEqual(
    sides.map(({ nodes }) => [...nodes].sort()),
    [['a', 'b']],
  )
})

it('a node that quietly changed networks between two looks is foreign, and makes no split', async () => {
  let moved = false
  const lie: Lie = (path) => {
    if (!moved) return undefined
    if (path.endsWith('/genesis'))
      return {
        body: `{"data":{"genesis_time":"1606824023","genesis_validators_root":"${word(5)}","genesis_fork_version":"0x00000000"}}`,
      }
    const slot = /headers\/(head|\d+)$/.exec(path)?.[1]
    return slot === undefined
      ? undefined
      : { body: foreignHeader(slot === 'head' ? nowSlot() : Number(slot)) }
  }
  const settings = settingsOfIds('a', 'moved', 'b')
  const well = lying(honest)
  const nodes = memoryNodes({ a: well, moved: lying(honest, lie), b: well })
  const between = async (round: number) => {
    moved = round === 1
    await clock.runTo(clock.now() + 60_000)
  }
  const looks = await looksAt(settings, { clock, nodes, rounds: 2, between })
  assert.equal(looks[0]!.sides.sides[0]!.nodes.length, 3)
  const { findings } = reportOf(looks[1]!, settings)
  assert.deepEqual(
    findings.map(({ kind, subject }) => `${kind} ${subject}`),
    ['wrong-network node:moved'],
  )
})
