/** Measured: how long after a fault the first page about it arrives, over many instants of the fault. */
import { type Chain, slotAt, slotStartMs } from '../../../lib/domain/chain/chain.ts'
import { regionTurns } from '../../../lib/domain/escalation/turns.ts'
import type { Look } from '../../../lib/domain/look/look.ts'
import type { Settings } from '../../../lib/domain/settings/settings.ts'
import { MINUTE_MS, SECOND_MS } from '../../../lib/domain/text/time.ts'
import { regionFreshnessMs } from '../../../lib/domain/verdicts/voters.ts'
import type { Clock, Log, Store } from '../../../lib/ports.ts'
import { emptyMemory, playRound } from '../../../lib/work/round.ts'
import { chainOf, fleetSettings, NODES, NOON } from '../../domain/made-up-fleet.ts'
import { storeInStepTime } from '../../kit/busy-store.ts'
import { NO_LINKS } from '../../kit/no-links.ts'
import { blocksOf, evenOf, forkOf } from '../world/blocks.ts'
import { nodesOf, type Temper } from '../world/nodes.ts'

export type MeasuredFault = 'node killed' | 'data centre dark' | 'chain split, from its third slot'

interface Measuring {
  readonly fault: MeasuredFault
  readonly regions: readonly string[]
  readonly trials: number
}

/** What a replica and an invocation each take. */
const LAG_MS = 1_000
const WARM_MS = 2 * MINUTE_MS
const LONGEST_MS = 10 * MINUTE_MS
/** Turns of five Regions and their looks fall on one another in ever the same way after this. */
const WHOLE_CYCLE_MS = 5 * MINUTE_MS
const SLOTS_BEFORE = 200

/** The delays in milliseconds, shortest first; never told is infinite. */
export async function measuredDelays({ fault, regions, trials }: Measuring): Promise<readonly number[]> {
  const delays: number[] = []
  for (let trial = 0; trial < trials; trial++) {
    const startAt = NOON + (WHOLE_CYCLE_MS * trial) / trials
    const faultAt = startAt + WARM_MS + MINUTE_MS * evenOf(trial, regions.length, 5)
    delays.push(await playFault({ fault, regions, startAt, faultAt }))
  }
  return delays.toSorted((a, b) => a - b)
}

interface Trial {
  readonly fault: MeasuredFault
  readonly regions: readonly string[]
  readonly startAt: number
  readonly faultAt: number
}

async function playFault({ fault, regions, startAt, faultAt }: Trial): Promise<number> {
  const settings = settingsOf(regions)
  const { clock, store } = storeInStepTime(startAt)
  const chain = chainOf(settings)
  const { tempers, from } = disturbed(fault, chain, faultAt)
  let toldAt: number | null = null
  const log: Log = { info: () => undefined, warn: () => undefined }
  const pager = {
    async send() {
      toldAt ??= clock.now()
      return { messageId: 'm', channel: 'sns eu' }
    },
  }
  const base = {
    clock,
    settings,
    settingsHash: 'test',
    log,
    freshMs: regionFreshnessMs(settings.cadenceMs),
    turns: regionTurns(regions.length),
    equip: async () => ({ pager, links: NO_LINKS }),
    desk: null,
    ping: null,
    told: () => undefined,
  }
  const replica = replicasOf(store, clock)
  const nodes = nodesOf({ clock, chain, seed: startAt % 1_000, tempers })

  async function live(vantage: string, place: number): Promise<void> {
    const memory = emptyMemory()
    await clock.sleep(1 + (place * settings.cadenceMs) / regions.length)
    while (toldAt === null) {
      void playRound({ ...base, store: replica(vantage), nodes, vantage, memory, at: clock.now() })
      await clock.sleep(settings.cadenceMs)
    }
  }

  regions.forEach((name, place) => void live(name, place))
  while (toldAt === null && clock.now() < faultAt + LONGEST_MS) await clock.runTo(clock.now() + SECOND_MS)
  return toldAt === null ? Number.POSITIVE_INFINITY : toldAt - from
}

interface Disturbed {
  readonly tempers: ReadonlyMap<string, Temper>
  /** What the delay is counted from. */
  readonly from: number
}

function disturbed(fault: MeasuredFault, chain: Chain, faultAt: number): Disturbed {
  const blocks = blocksOf({ firstSlot: slotAt(chain, NOON) - SLOTS_BEFORE, seed: 1, missed: 0, orphaned: 0 })
  const forkSlot = slotAt(chain, faultAt)
  const isSplit = fault === 'chain split, from its third slot'
  const fork = isSplit ? forkOf(blocks, forkSlot, 2) : blocks
  const away = [{ from: faultAt, to: Number.POSITIVE_INFINITY, caughtUpAt: Number.POSITIVE_INFINITY }]
  const isAway = (id: string) =>
    fault === 'node killed' ? id === 'ams1-a' : fault === 'data centre dark' && id.startsWith('fra1')
  const tempers = NODES.map((id, place): [string, Temper] => [
    id,
    {
      place,
      absences: isAway(id) ? away : [],
      isDark: fault === 'data centre dark',
      blocks: id.endsWith('b') ? fork : blocks,
      backendBehind: 0,
    },
  ])
  const from = isSplit ? slotStartMs(chain, forkSlot + 3) : faultAt
  return { tempers: new Map(tempers), from }
}

/** The looks of other Regions are seen only after the replicas' lag. */
function replicasOf(store: Store, clock: Clock): (vantage: string) => Store {
  const looks: { readonly look: Look; readonly seenFrom: number }[] = []
  return (vantage) => ({
    ...store,
    async putLook(look) {
      looks.unshift({ look, seenFrom: clock.now() + LAG_MS })
      // The judge is another function, which this look has to start.
      await clock.sleep(LAG_MS)
      return 'stored'
    },
    latestLook: async (of) =>
      looks.find(({ look, seenFrom }) => look.vantage === of && (of === vantage || seenFrom <= clock.now()))
        ?.look ?? null,
  })
}

/** The killed node is the last one of its group, so that it pages at once. */
function settingsOf(regions: readonly string[]): Settings {
  return fleetSettings(
    `thresholds: { node-down: { severity: critical } }
contacts: [{ id: ann, email: ann@example.com }]
escalation: { critical: { steps: [{ after: 0s, notify: [ann] }] }, warning: { steps: [{ after: 0s, notify: [ann] }] } }
`,
    regions,
  )
}
