/** Regions: judges of several Regions that page one incident over lagging replicas, with one thing going wrong. */
import { failoverStore } from '../../lib/adapters/store/failover-store.ts'
import { regionTurns } from '../../lib/domain/escalation/turns.ts'
import type { View } from '../../lib/domain/incidents/incident.ts'
import type { Message } from '../../lib/domain/notices/notice.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { regionFreshnessMs } from '../../lib/domain/verdicts/voters.ts'
import type { Clock, Log, Pager, Store } from '../../lib/ports.ts'
import { pageDue } from '../../lib/work/page-due.ts'
import { readDueFacts } from '../../lib/work/read-due-facts.ts'
import { aView } from '../contract/nouns.ts'
import { fleetSettings, NOON } from '../domain/made-up-fleet.ts'
import { NO_LINKS } from '../kit/no-links.ts'
import { type StepClock, stepClock } from '../kit/step-clock.ts'
import type { Chance } from './chance.ts'
import { replicas } from './replicas.ts'

/** What goes wrong, in the first Region where it is one Region's trouble. */
export type Trouble =
  | 'none'
  | 'stops before its claim'
  | 'stops after its claim'
  | 'stops after its publish, before its record'
  | 'every run stops after its publish'
  | 'its publish fails'
  | 'its publish succeeds, but the answer is lost'
  | 'its replica lags 5 minutes'
  | 'its store is down'
  | 'its clock is 30 s ahead'
  | 'its clock is 30 s behind'
  | 'every replica lags 5 minutes'

/** A message that a contact's phone has got, by the true time. */
export interface Arrival {
  readonly atMs: number
  readonly region: string
  readonly contact: string
  readonly step: string
}

const MINUTE_MS = 60_000
/** What SNS takes to answer, from another continent with a new connection. */
const PUBLISH_MS = 300
const LAG_MEDIAN_MS = 800
const SILENT: Log = { info: () => undefined, warn: () => undefined }

export function regionsNamed(count: number): readonly string[] {
  return ['eu', 'us', 'ap', 'sa', 'af'].slice(0, count)
}

export function pagingSettings(regions: readonly string[], more = ''): Settings {
  return fleetSettings(
    `contacts: [{ id: ann, email: ann@example.com }, { id: bob, email: bob@example.com }]
escalation: { critical: { steps: [{ after: 0s, notify: [ann] }, { after: 5m, notify: [bob] }], repeatEvery: 60m } }
${more}`,
    regions,
  )
}

interface Play {
  readonly settings: Settings
  readonly trouble: Trouble
  readonly chance: Chance
  readonly forMs: number
}

/** Plays one incident that begins at noon, by the true time; every Region wakes at a second of the minute of its own. */
export async function playIncident({ settings, trouble, chance, forMs }: Play): Promise<readonly Arrival[]> {
  const clock = stepClock(NOON, { quietTurns: 1 })
  const names = settings.vantages.map(({ name }) => name)
  const [first] = names
  const table = replicas(names, {
    clock,
    lagMs: (from, to) => lagMs(trouble, [from, to].includes(first!), chance),
  })
  const arrivals: Arrival[] = []
  const stores = new Map(names.map((name) => [name, table.storeIn(name)]))
  for (const name of names) {
    const own = name === first ? trouble : 'none'
    const region: Region = { name, settings, stores, arrivals, clock, trouble: own }
    void live(region, chance.even() * MINUTE_MS, NOON + forMs)
  }
  await clock.runTo(NOON + forMs)
  return arrivals
}

function lagMs(trouble: Trouble, isFirsts: boolean, chance: Chance): number {
  if (trouble === 'every replica lags 5 minutes') return 5 * MINUTE_MS
  if (trouble === 'its replica lags 5 minutes' && isFirsts) return 5 * MINUTE_MS
  return chance.around(LAG_MEDIAN_MS)
}

interface Region {
  readonly name: string
  readonly settings: Settings
  readonly stores: ReadonlyMap<string, Store>
  readonly arrivals: Arrival[]
  readonly clock: StepClock
  readonly trouble: Trouble
}

/** Once a minute, whatever became of the run before, until it stops. */
async function live(region: Region, phaseMs: number, until: number): Promise<void> {
  const { clock } = region
  const running = { isStopped: false }
  await clock.sleep(phaseMs)
  while (clock.now() < until && !running.isStopped) {
    void judge(region, () => {
      running.isStopped = true
    })
    await clock.sleep(MINUTE_MS)
  }
}

async function judge(region: Region, stop: () => void): Promise<void> {
  const { settings, name } = region
  const clock = clockOf(region)
  const store = storeOf(region, stop)
  await store.putView(viewOf(name, clock.now()))
  const freshMs = regionFreshnessMs(settings.cadenceMs)
  const reading = { clock, store, settings, vantage: name, freshMs }
  await pageDue({
    ...reading,
    facts: await readDueFacts(reading),
    equip: async () => ({ pager: pagerOf(region, stop), links: NO_LINKS }),
    log: SILENT,
    turns: regionTurns(settings.vantages.length),
    looks: [],
  })
}

function viewOf(vantage: string, asOf: number): View {
  const opened = { phase: 'open', since: NOON - MINUTE_MS, openedAt: NOON, phaseSince: NOON } as const
  return aView({ vantage, subject: 'node:fra1-a', severity: 'critical', asOf, ...opened })
}

/** All clocks go at the same pace; one that is wrong is wrong from the start. */
function clockOf({ clock, trouble }: Region): Clock {
  const offMs =
    trouble === 'its clock is 30 s ahead' ? 30_000 : trouble === 'its clock is 30 s behind' ? -30_000 : 0
  return { now: () => clock.now() + offMs, sleep: clock.sleep }
}

const NEVER = new Promise<never>(() => undefined)

/** A Region that stops goes no further than where it was, and does not come back. */
function storeOf(region: Region, stop: () => void): Store {
  const { name, stores, trouble, settings } = region
  const halt = (): Promise<never> => {
    stop()
    return NEVER
  }
  if (trouble === 'its store is down') {
    const place = settings.vantages.findIndex((vantage) => vantage.name === name)
    const order = [...settings.vantages.slice(place), ...settings.vantages.slice(0, place)]
    const each = order.map((vantage) => ({ name: vantage.name, store: stores.get(vantage.name)! }))
    return failoverStore({
      replicas: [{ name, store: downStore(each[0]!.store) }, ...each.slice(1)],
      clock: clockOf(region),
      log: SILENT,
    })
  }
  const store = stores.get(name)!
  if (trouble === 'stops before its claim') return { ...store, claim: halt }
  if (trouble === 'stops after its publish, before its record') return { ...store, record: halt }
  if (trouble === 'every run stops after its publish') return { ...store, record: () => NEVER }
  if (trouble !== 'stops after its claim') return store
  return {
    ...store,
    async claim(one) {
      await store.claim(one)
      return halt()
    },
  }
}

function downStore(store: Store): Store {
  const fail = async (): Promise<never> => {
    throw new Error('the table does not answer')
  }
  return Object.fromEntries(Object.keys(store).map((name) => [name, fail])) as unknown as Store
}

/** What SNS took has reached the phone, whatever its publisher was told. */
function pagerOf({ name, arrivals, clock, trouble }: Region, stop: () => void): Pager {
  return {
    async send(message) {
      await clock.sleep(PUBLISH_MS / 2)
      if (trouble === 'its publish fails') throw new Error('SNS answers 500')
      arrivals.push(...arrivalsOf(message, name, clock.now()))
      await clock.sleep(PUBLISH_MS / 2)
      if (trouble === 'its publish succeeds, but the answer is lost') throw new Error('no answer in time')
      if (trouble === 'stops after its publish, before its record') stop()
      return { messageId: `${name}-${clock.now()}`, channel: `sns ${name}` }
    },
  }
}

function arrivalsOf({ notices, contact }: Message, region: string, now: number): readonly Arrival[] {
  return notices.map(({ step }) => ({ atMs: now - NOON, region, contact, step }))
}
