/** Laws of one voice: whether two runs of one vantage overlap or several vantages wake at once, one notice goes out. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { View } from '../../lib/domain/incidents/incident.ts'
import { withTerminal } from '../../lib/local/terminal-contact.ts'
import { pageDue } from '../../lib/work/page-due.ts'
import { readDueFacts } from '../../lib/work/read-due-facts.ts'
import { fleetSettings, NOON } from '../domain/made-up-fleet.ts'
import { storeInStepTime } from '../kit/busy-store.ts'
import { NO_LINKS } from '../kit/no-links.ts'

const settings = withTerminal(fleetSettings())

function view(vantage: string): View {
  return {
    vantage,
    id: 'AAAAA',
    kind: 'node-down',
    subject: 'node:fra1-a',
    phase: 'open',
    since: NOON - 60_000,
    phaseSince: NOON,
    openedAt: NOON,
    asOf: NOON,
    severity: 'warning',
    scope: 'node',
    evidence: {
      facts: { 'fra1-a': { kind: 'timeout' } },
      nodes: ['fra1-a'],
      seenBy: [vantage],
      notSeenBy: [],
      cannotTell: [],
      from: NOON,
      asOf: NOON,
    },
    left: [],
    flaps: 0,
  }
}

/** Pages from these vantages at the same moment, with a pager that takes ten seconds; how many notices went out. */
async function sends(vantages: readonly string[], turnMs: number): Promise<number> {
  const { clock, store } = storeInStepTime(NOON)
  for (const vantage of new Set(vantages)) await store.putView(view(vantage))
  let sent = 0
  const pager = {
    async send() {
      await clock.sleep(1_000)
      return { messageId: `${++sent}`, channel: 'file' }
    },
  }
  const log = { info: () => undefined, warn: () => undefined }
  const turns = { lengthMs: turnMs, count: settings.vantages.length }
  const base = {
    clock,
    store,
    equip: async () => ({ pager, links: NO_LINKS }),
    log,
    settings,
    turns,
    freshMs: 210_000,
    looks: [],
  }
  const page = async (vantage: string) => {
    const reading = { ...base, vantage }
    await pageDue({ ...reading, facts: await readDueFacts(reading) })
  }
  const pages = Promise.all(vantages.map(page))
  await clock.runTo(NOON + 5 * 60_000)
  await pages
  return sent
}

it('two overlapping runs of one vantage send once: the claim binds them', async () => {
  assert.equal(await sends(['eu', 'eu', 'eu'], 10_000), 1)
})

it('all vantages at once send once: each waits for its turn and reads what was sent before', async () => {
  assert.equal(await sends(['eu', 'us', 'ap'], 10_000), 1)
})
