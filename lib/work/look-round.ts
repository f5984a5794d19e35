/** Look round: one look at its nominal instant, kept once, whatever the store does and however often it is told to. */
import { type Look, roundOf } from '../domain/look/look.ts'
import type { Log, Store } from '../ports.ts'
import { type LookAround, lookAround } from './look-around.ts'

interface LookRound extends Omit<LookAround, 'previous'> {
  readonly store: Pick<Store, 'latestLook' | 'putLook'>
  readonly log: Log
  /** This vantage's previous look as far as the process remembers it, for when the store cannot tell. */
  readonly remembered: Look | null
  readonly signal?: AbortSignal
}

export interface LookedRound {
  readonly look: Look
  /** Whether the store holds this look, or another one of the same instant. */
  readonly stored: boolean
}

/** A round that was looked at before is not looked at again. */
export async function lookRound(input: LookRound): Promise<LookedRound> {
  const previous = await previousLook(input)
  if (previous !== null && roundOf(previous) === input.at)
    return { look: previous, stored: await keep(input, previous) }
  const look = await lookAround({ ...input, previous })
  // Whoever ends a watch hangs up on the nodes, which is no fault of theirs.
  if (input.signal?.aborted) return { look, stored: false }
  return { look, stored: await keep(input, look) }
}

async function previousLook({ store, log, remembered, vantage }: LookRound): Promise<Look | null> {
  try {
    return await store.latestLook(vantage)
  } catch (error) {
    log.warn('previous look not read', { because: String(error) })
    return remembered
  }
}

/** A look that is not stored is still handed to the judge. */
async function keep({ store, log }: LookRound, look: Look): Promise<boolean> {
  try {
    await store.putLook(look)
    return true
  } catch (error) {
    log.warn('look not stored', { at: new Date(roundOf(look)).toISOString(), because: String(error) })
    return false
  }
}
