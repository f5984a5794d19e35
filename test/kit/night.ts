/** Night: three Regions that look, judge and page by the deployment's rules, in simulated time, for stories to disturb. */
import assert from 'node:assert/strict'
import { slotAt } from '../../lib/domain/chain/chain.ts'
import { regionTurns } from '../../lib/domain/escalation/turns.ts'
import type { Fault } from '../../lib/domain/look/fault.ts'
import type { Message, Notice } from '../../lib/domain/notices/notice.ts'
import type { Deed } from '../../lib/domain/people/deed.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { regionFreshnessMs } from '../../lib/domain/verdicts/voters.ts'
import type { BeaconNodes, Log } from '../../lib/ports.ts'
import { emptyMemory, playRound } from '../../lib/work/round.ts'
import { chainOf, fleetSettings, NOON } from '../domain/made-up-fleet.ts'
import { storeInStepTime } from './busy-store.ts'
import { NO_LINKS } from './no-links.ts'
import { scriptedNodes } from './scripted-nodes.ts'

const MINUTE_MS = 60_000
const TIMEOUT: Fault = { kind: 'timeout', detail: 'no answer' }
const NO_TIMINGS = { dns: null, connect: null, tls: null, firstByte: null, total: 0 }

/** The people of most stories. */
export const PEOPLE = `
contacts:
  - { id: ann, email: ann@example.com, sms: "+49 170 0000001" }
  - { id: bob, email: bob@example.com }
  - { id: eve, email: eve@example.com }
  - { id: pagerduty, webhook: { kind: pagerduty, routingKey: "\${secret:pd}" } }
`

interface Night {
  /** Lets time pass until so many minutes after noon. */
  until(minute: number): Promise<void>
  /** Nodes stop to answer. */
  breaks(...nodes: readonly string[]): void
  /** Nodes answer again. */
  mends(...nodes: readonly string[]): void
  /** Nodes say that their execution client is gone, or that it is there again. */
  executionIs(state: 'gone' | 'there', ...nodes: readonly string[]): void
  /** The way from a Region to these nodes is cut, or mended. */
  wayIs(state: 'cut' | 'open', region: string, ...nodes: readonly string[]): void
  /** The chain stops where it is, or goes on. */
  chainIs(state: 'stopped' | 'moving'): void
  /** These nodes call themselves syncing from so many slots behind the clock on. */
  callSyncing(slots: number, ...nodes: readonly string[]): void
  /** A Region skips its next look. */
  misses(region: string): void
  /** A Region does nothing any more. */
  dies(region: string): void
  /** Somebody acknowledges what they were told of last. */
  acknowledges(who: string, forMinutes: number): Promise<void>
  does(deed: Deed): Promise<void>
  now(): number
  /** From now on no channel takes anything; or takes it again. */
  channelsAre(state: 'down' | 'up'): void
  /** What a contact has heard, as `minute reason kind subject`; a message of several on one line. */
  heard(contact: string): readonly string[]
  /** Every message to a contact. */
  messages(contact: string): readonly Message[]
}

/** `more` is the settings beyond network, vantages and nodes, as YAML. */
export function nightWith(more: string): Night {
  return nightOf(fleetSettings(more))
}

function nightOf(settings: Settings): Night {
  const { clock, store } = storeInStepTime(NOON)
  const { nodes, script } = scriptedNodes(clock, chainOf(settings))
  const messages: Message[] = []
  const dead = new Set<string>()
  const missing = new Set<string>()
  const cut = new Set<string>()
  let isDown = false
  const log: Log = {
    info: () => undefined,
    warn: (what, facts) => {
      if (!isDown) assert.fail(`${what} ${JSON.stringify(facts)}`)
    },
  }
  const pager = {
    async send(message: Message) {
      if (isDown) throw new Error('no channel takes anything')
      return { messageId: `m-${messages.push(message)}`, channel: 'sns eu' }
    },
  }
  const base = {
    clock,
    store,
    settings,
    settingsHash: 'test',
    log,
    nodes,
    freshMs: regionFreshnessMs(settings.cadenceMs),
    turns: regionTurns(settings.vantages.length),
    equip: async () => ({ pager, links: NO_LINKS }),
    desk: null,
    ping: null,
    told: () => undefined,
  }

  const seenFrom = (vantage: string): BeaconNodes => ({
    ...nodes,
    ask: (endpoint, question, options) =>
      cut.has(`${vantage} ${endpoint.id}`)
        ? Promise.resolve({ kind: 'fault', fault: TIMEOUT, timingsMs: NO_TIMINGS })
        : nodes.ask(endpoint, question, options),
  })

  async function live(vantage: string, phaseMs: number): Promise<void> {
    const memory = emptyMemory()
    await clock.sleep(phaseMs)
    while (!dead.has(vantage)) {
      if (!missing.delete(vantage))
        void playRound({ ...base, nodes: seenFrom(vantage), vantage, memory, at: clock.now() })
      await clock.sleep(settings.cadenceMs)
    }
  }

  settings.vantages.forEach(({ name }, place) => {
    void live(name, 1 + (place * settings.cadenceMs) / settings.vantages.length)
  })
  const fail = (ids: readonly string[], fault: Fault | null) => {
    for (const id of ids) script(id).fault = fault
  }
  const to = (contact: string) => messages.filter((message) => message.contact === contact)
  return {
    until: (minute) => clock.runTo(NOON + minute * MINUTE_MS),
    breaks: (...ids) => fail(ids, TIMEOUT),
    mends: (...ids) => fail(ids, null),
    executionIs: (state, ...ids) => {
      for (const id of ids) script(id).executionOffline = state === 'gone'
    },
    wayIs(state, region, ...ids) {
      for (const id of ids) cut[state === 'cut' ? 'add' : 'delete'](`${region} ${id}`)
    },
    chainIs(state) {
      const slot = slotAt(chainOf(settings), clock.now())
      for (const { id } of settings.nodes) script(id).stuckAt = state === 'stopped' ? slot : null
    },
    callSyncing(slots, ...ids) {
      for (const id of ids) script(id).syncingFrom = slots
    },
    misses: (region) => void missing.add(region),
    dies: (region) => void dead.add(region),
    async acknowledges(who, forMinutes) {
      const { kind, subject, incident } = to(who).at(-1)!.notices[0]!
      const at = clock.now()
      const until = at + forMinutes * MINUTE_MS
      await store.putDeed({ id: `ack-${who}-${at}`, what: 'ack', who, at, until, kind, subject, incident })
    },
    channelsAre: (state) => {
      isDown = state === 'down'
    },
    does: (deed) => store.putDeed(deed),
    now: () => clock.now(),
    heard: (contact) =>
      to(contact).map(
        ({ at, notices }) => `${Math.floor((at - NOON) / MINUTE_MS)} ${notices.map(said).join(' + ')}`,
      ),
    messages: to,
  }
}

function said({ reason, kind, subject }: Notice): string {
  return `${reason} ${kind} ${subject}`
}
