/** Judge runs: the second half of a vantage's rounds where it runs alone, after each look and on a schedule of its own. */

import { roundOf } from '../domain/look/look.ts'
import type { Log, Pager, Store } from '../ports.ts'
import type { LookedRound } from './look-round.ts'
import { type ReadLinkKeys, readLinks } from './read-links.ts'
import { emptyMemory, type Judging, judgeHalf } from './round.ts'
import { roundLog } from './round-log.ts'
import { whyNotTaken } from './taken-look.ts'

/** The store of one run. */
export interface RunStore {
  readonly store: Store
  /** What this process keeps for runs that reach no store. */
  readonly memory: Pick<Store, 'putLook'>
  /** The stores of the other vantages, as one; null where there are none. */
  readonly elsewhere: Pick<Store, 'putLook'> | null
  /** Whether nothing but memory has answered. */
  isAlone(): boolean
}

interface JudgeOptions extends Omit<Judging, 'store' | 'memory' | 'told' | 'equip' | 'desk'> {
  readonly openStore: () => RunStore
  readonly linkKeys: ReadLinkKeys
}

interface JudgeRun extends Pick<Judging, 'desk'> {
  /** The look that this run was started with, if it was. */
  readonly handed: LookedRound | null
  readonly pager: Pager
}

/** Fails when it has judged from memory alone: whoever was due has been told by then, and an alarm tells the rest. */
export function judgeRuns(options: JudgeOptions): (run: JudgeRun) => Promise<void> {
  const { log, vantage, openStore } = options
  const memory = emptyMemory()
  const told = roundLog(log)
  return async ({ handed, desk, pager }) => {
    const run = openStore()
    const refusal = handed && whyNotTaken(handed.look, { vantage, now: options.clock.now() })
    if (handed && refusal === null) await takeOver(handed, run, log)
    if (refusal !== null) log.warn('handed look refused', { because: refusal })
    const { store } = run
    const equip = async () => ({ pager, links: await readLinks({ ...options, store }) })
    await judgeHalf({ ...options, store, desk, memory, told, equip })
    if (run.isAlone())
      throw new Error(`Cannot reach the table in any Region: ${vantage} judged its own look alone`)
  }
}

/** A look that its own Region could not store is stored in another one, or else the others would miss it. */
async function takeOver(
  { look, stored }: LookedRound,
  { memory, elsewhere }: RunStore,
  log: Log,
): Promise<void> {
  await memory.putLook(look)
  if (stored || elsewhere === null) return
  try {
    await elsewhere.putLook(look)
  } catch (error) {
    log.warn('look not stored anywhere', {
      at: new Date(roundOf(look)).toISOString(),
      because: String(error),
    })
  }
}
