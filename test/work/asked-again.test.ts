/** Asked again: what a look makes of refusals from a node that has answered before, and until a network is known. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Look } from '../../lib/domain/look/look.ts'
import { judge } from '../../lib/domain/verdicts/judge.ts'
import { isWell, lookReport, openQuestions } from '../../lib/local/look-report.ts'
import type { BeaconNodes } from '../../lib/ports.ts'
import { lookAround } from '../../lib/work/look-around.ts'
import { chainOf, fleetSettings, NOON } from '../domain/made-up-fleet.ts'
import { scriptedNodes } from '../kit/scripted-nodes.ts'

const MINUTE = 60_000

function stage(settings = fleetSettings('', ['eu'])) {
  let now = NOON
  const clock = { now: () => now, sleep: async () => undefined }
  const scripted = scriptedNodes(clock, chainOf(fleetSettings()))
  const asked: string[] = []
  const refused = new Map<string, number>()
  const nodes: BeaconNodes = {
    ...scripted.nodes,
    async ask(endpoint, question, options) {
      asked.push(`${endpoint.id} ${question.path}`)
      const answer = await scripted.nodes.ask(endpoint, question, options)
      const status = refused.get(`${endpoint.id} ${question.path}`)
      if (status === undefined || answer.kind === 'fault') return answer
      return { ...answer, status, body: '<html>gone</html>' }
    },
  }
  let previous: Look | null = null
  return {
    ...scripted,
    asked,
    refuses: (id: string, path: string, status: number) => void refused.set(`${id} ${path}`, status),
    async look(): Promise<Look> {
      now += MINUTE
      asked.length = 0
      const input = { clock, nodes, settings, settingsHash: 'test', vantage: 'eu', at: now, previous }
      previous = await lookAround(input)
      return previous
    },
    report(look: Look) {
      const verdicts = judge([look], settings, { now, freshMs: 210_000 })
      return lookReport(look, verdicts, settings)
    },
  }
}

const stateOf = (look: Look, id: string) => look.nodes.find((node) => node.id === id)!.state

describe('a proxy whose node has stopped', () => {
  for (const status of [404, 408, 502, 503])
    it(`S8: ${status} to everything is down, once the node has answered, in every look that follows`, async () => {
      const on = stage()
      await on.look()
      on.script('fra1-a').status = status
      assert.equal(stateOf(await on.look(), 'fra1-a'), 'failed')
      assert.equal(stateOf(await on.look(), 'fra1-a'), 'failed')
    })

  it('S8: a path list that has always refused is ours, and so is a token that is refused later', async () => {
    const on = stage()
    on.script('fra1-a').status = 404
    assert.equal(stateOf(await on.look(), 'fra1-a'), 'unknown')
    on.script('fra1-b').status = 401
    assert.equal(stateOf(await on.look(), 'fra1-b'), 'unknown')
  })
})

describe('a network that has to be learned', () => {
  const custom = () => {
    const settings = fleetSettings('', ['eu'])
    return { ...settings, network: { kind: 'learned', name: 'devnet' } } as const
  }

  it('S2: is asked about in every look until it is known, and no longer', async () => {
    const on = stage(custom())
    for (const { id } of custom().nodes) on.refuses(id, '/eth/v1/config/spec', 403)
    assert.equal((await on.look()).chain, null)
    const again = await on.look()
    assert.equal(again.chain, null)
    assert.ok(on.asked.includes('fra1-a /eth/v1/config/spec'))
    assert.ok(!isWell(on.report(again)))
    const learned = stage(custom())
    assert.notEqual((await learned.look()).chain, null)
    await learned.look()
    assert.ok(!learned.asked.includes('fra1-a /eth/v1/config/spec'))
  })
})

for (const path of ['/eth/v1/beacon/headers/head', '/eth/v1/node/syncing', '/eth/v1/node/peer_count'])
  it(`S1: a look is not well over an unanswered ${path}`, async () => {
    const on = stage()
    assert.ok(isWell(on.report(await on.look())))
    on.refuses('fra1-a', path, 500)
    assert.ok(!isWell(on.report(await on.look())))
  })

it('S1: what all nodes of a group leave open is counted once a node', async () => {
  const on = stage()
  const { nodes } = await on.look()
  for (const { id } of nodes) on.refuses(id, '/eth/v1/node/peer_count', 403)
  assert.equal(openQuestions(on.report(await on.look())), nodes.length)
})
