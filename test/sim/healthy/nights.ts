/** Nights: long runs of several Regions over a network without faults, where only small things go wrong, each known. */
import { type Chain, slotAt } from '../../../lib/domain/chain/chain.ts'
import { regionTurns } from '../../../lib/domain/escalation/turns.ts'
import type { Message } from '../../../lib/domain/notices/notice.ts'
import { readSettings } from '../../../lib/domain/settings/read-settings.ts'
import type { Settings } from '../../../lib/domain/settings/settings.ts'
import { HOUR_MS, MINUTE_MS } from '../../../lib/domain/text/time.ts'
import { regionFreshnessMs } from '../../../lib/domain/verdicts/voters.ts'
import type { Clock, Log } from '../../../lib/ports.ts'
import { emptyMemory, playRound } from '../../../lib/work/round.ts'
import { chainOf, NOON } from '../../domain/made-up-fleet.ts'
import { storeInStepTime } from '../../kit/busy-store.ts'
import { NO_LINKS } from '../../kit/no-links.ts'
import type { StepClock } from '../../kit/step-clock.ts'
import { blocksOf, evenOf } from '../world/blocks.ts'
import { nodesOf, type Temper } from '../world/nodes.ts'
import type { Truth } from './truth.ts'

/** What a night is like. */
export interface NightPlan {
  readonly regions: readonly string[]
  readonly hours: number
  /** Share of slots that have no block. */
  readonly missed: number
  readonly seed: number
}

interface Played {
  readonly messages: readonly Message[]
  readonly truths: readonly Truth[]
  /** What the rounds warned of. */
  readonly warnings: readonly string[]
  readonly rounds: number
}

const OWN = ['fra1-a', 'fra1-b', 'ams1-a', 'ams1-b', 'sgp1-a', 'sgp1-b'] as const
const REFERENCES = ['ref-true-1', 'ref-true-2', 'ref-balanced', 'ref-lying'] as const
/** How far back the blocks go; farther than any backend is behind. */
const SLOTS_BEFORE = 500
const ORPHANED_SHARE = 0.01
/** One look in a hundred is late by up to two minutes, one in two hundred is never made. */
const LATE_SHARE = 0.01
const LATE_MS_MAX = 110_000
const LOST_SHARE = 0.005
const CLOCK_OFF_MS = 60_000
/** One node at a time is restarted, as a careful operator does it. */
const RESTART_EVERY_MS = 50 * MINUTE_MS

export async function playNight(plan: NightPlan): Promise<Played> {
  const settings = settingsOf(plan)
  const { clock, store } = storeInStepTime(NOON)
  const { tempers, truths } = fleetOf(plan, chainOf(settings))
  const messages: Message[] = []
  const warnings: string[] = []
  const log: Log = {
    info: () => undefined,
    warn: (what, facts) => void warnings.push(`${what} ${JSON.stringify(facts)}`),
  }
  const pager = {
    async send(message: Message) {
      return { messageId: `m-${messages.push({ ...message, at: clock.now() })}`, channel: 'sns eu' }
    },
  }
  const base = {
    store,
    settings,
    settingsHash: 'test',
    log,
    freshMs: regionFreshnessMs(settings.cadenceMs),
    turns: regionTurns(plan.regions.length),
    equip: async () => ({ pager, links: NO_LINKS }),
    desk: null,
    ping: null,
    told: () => undefined,
  }
  const network = { clock, chain: chainOf(settings), seed: plan.seed, tempers }
  let rounds = 0

  async function live(vantage: string, place: number): Promise<void> {
    const memory = emptyMemory()
    const own = clockIn(clock, plan, place)
    const nodes = nodesOf({ ...network, seed: plan.seed + place })
    await clock.sleep(1 + (place * settings.cadenceMs) / plan.regions.length)
    for (let round = 0; ; round++) {
      const lot = evenOf(plan.seed, round, place, 7)
      const lateMs = lot < LATE_SHARE ? LATE_MS_MAX * evenOf(plan.seed, round, place, 8) : 0
      const isLost = lot >= LATE_SHARE && lot < LATE_SHARE + LOST_SHARE
      const at = own.now()
      if (!isLost && !isOff(plan, place, clock.now())) {
        rounds++
        void clock.sleep(lateMs).then(() => playRound({ ...base, clock: own, nodes, vantage, memory, at }))
      }
      await clock.sleep(settings.cadenceMs)
    }
  }

  plan.regions.forEach((name, place) => void live(name, place))
  await clock.runTo(NOON + plan.hours * HOUR_MS)
  return { messages, truths, warnings, rounds }
}

/** The second Region is away for one hour, in the sixth. */
function offHour({ regions }: NightPlan): Truth {
  const from = NOON + 6 * HOUR_MS
  return {
    what: `${regions[1]} is off for an hour`,
    from,
    to: from + HOUR_MS,
    subjects: [`vantage:${regions[1]}`],
    kinds: ['vantage-degraded'],
    mustBeTold: true,
  }
}

function isOff(plan: NightPlan, place: number, now: number): boolean {
  const { from, to } = offHour(plan)
  return place === 1 && from <= now && now < to
}

/** The last Region's clock is wrong for three hours, ahead or behind by the seed. */
function wrongClock({ regions }: NightPlan): Truth {
  const from = NOON + 12 * HOUR_MS
  return {
    what: `the clock of ${regions.at(-1)} is wrong by a minute`,
    from,
    to: from + 3 * HOUR_MS,
    subjects: [`vantage:${regions.at(-1)}`],
    kinds: ['clock-skew'],
    mustBeTold: true,
  }
}

function clockIn(clock: StepClock, plan: NightPlan, place: number): Clock {
  if (place !== plan.regions.length - 1) return clock
  const { from, to } = wrongClock(plan)
  const offMs = plan.seed % 2 === 0 ? CLOCK_OFF_MS : -CLOCK_OFF_MS
  const now = () => clock.now() + (from <= clock.now() && clock.now() < to ? offMs : 0)
  return { now, sleep: clock.sleep }
}

interface Fleet {
  readonly tempers: ReadonlyMap<string, Temper>
  readonly truths: readonly Truth[]
}

function fleetOf(plan: NightPlan, chain: Chain): Fleet {
  const { seed, missed } = plan
  const habits = { firstSlot: slotAt(chain, NOON) - SLOTS_BEFORE, missed, orphaned: ORPHANED_SHARE }
  const blocks = blocksOf({ ...habits, seed })
  const lie = blocksOf({ ...habits, seed: seed + 1_000 })
  const restarts = restartsOf(plan)
  const own = OWN.map((id, place) => {
    const absences = restarts.filter((restart) => restart.id === id)
    return [id, { place, absences, blocks, backendBehind: 0 }] as const
  })
  const strangers = REFERENCES.map((id, place) => {
    const backendBehind = id === 'ref-balanced' ? [10, 300, 3][seed % 3]! : 0
    return [
      id,
      { place: 100 + place, absences: [], blocks: id === 'ref-lying' ? lie : blocks, backendBehind },
    ] as const
  })
  const tempers = new Map<string, Temper>([...own, ...strangers])
  return {
    tempers,
    truths: [...restarts.map(restartTruth), ...strangerTruths(plan), offHour(plan), wrongClock(plan)],
  }
}

interface Restart {
  readonly id: string
  readonly from: number
  readonly to: number
  readonly caughtUpAt: number
}

/** Away for 15 to 90 s, and up to half a minute behind afterwards. */
function restartsOf({ hours, seed }: NightPlan): Restart[] {
  const count = Math.floor((hours * HOUR_MS) / RESTART_EVERY_MS) - 1
  return Array.from({ length: count }, (_, nth) => {
    const from = NOON + (nth + 1) * RESTART_EVERY_MS + MINUTE_MS * 10 * evenOf(seed, nth, 11)
    const to = from + 15_000 + 75_000 * evenOf(seed, nth, 12)
    return { id: OWN[nth % OWN.length]!, from, to, caughtUpAt: to + 30_000 * evenOf(seed, nth, 13) }
  })
}

function restartTruth({ id, from, caughtUpAt }: Restart): Truth {
  return {
    what: `${id} is restarted`,
    from,
    to: caughtUpAt,
    subjects: [`node:${id}`],
    kinds: ['node-down', 'syncing', 'head-stale'],
    mustBeTold: false,
  }
}

function strangerTruths({ hours }: NightPlan): Truth[] {
  const always = { from: NOON, to: NOON + hours * HOUR_MS }
  const about = (id: string) => [`node:${id}`, `reference:${id}`]
  return [
    {
      ...always,
      what: 'ref-balanced has two backends',
      subjects: about('ref-balanced'),
      kinds: ['endpoint-inconsistent', 'reference-disagrees'],
      mustBeTold: false,
    },
    {
      ...always,
      what: 'ref-lying is on a chain of its own making',
      subjects: about('ref-lying'),
      kinds: ['reference-disagrees'],
      mustBeTold: true,
    },
  ]
}

function settingsOf({ regions }: NightPlan): Settings {
  const nodes = OWN.map((id, place) => {
    const groups = id.endsWith('a') ? 'g1' : 'g2'
    return `  - { id: ${id}, url: "http://127.0.0.1:${9_000 + place}", dataCenter: ${id.slice(0, 4)}, serves: [${groups}] }`
  })
  const references = REFERENCES.map(
    (id, place) => `  - { id: ${id}, url: "http://127.0.0.1:${9_100 + place}" }`,
  )
  const text = `network: mainnet
vantages: [${regions.join(', ')}]
dataCenters: [{ id: fra1 }, { id: ams1 }, { id: sgp1 }]
nodes:
${nodes.join('\n')}
references:
${references.join('\n')}
validators: [{ group: g1, indices: 1-10 }, { group: g2, indices: 11-20 }]
contacts: [{ id: ann, email: ann@example.com }]
escalation:
  critical: { steps: [{ after: 0s, notify: [ann] }], repeatEvery: 15m }
  warning: { steps: [{ after: 0s, notify: [ann] }] }
`
  const read = readSettings({ file: 'healthy.yaml', text, files: () => undefined })
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('; '))
  return read.value.settings
}
