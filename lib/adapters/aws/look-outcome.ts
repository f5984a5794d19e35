/** Look outcome: how a look comes from the look function to the judge function, in the event that Lambda makes of it. */
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'
import { roundOf } from '../../domain/look/look.ts'
import type { Log } from '../../ports.ts'
import type { LookedRound } from '../../work/look-round.ts'
import { fromStoredLook, type StoredLook, toStoredLook } from '../store/look-forms.ts'

/** What the look function answers; Lambda puts it into the judge's event as `responsePayload`. */
export interface LookOutcome {
  readonly vantage: string
  /** The instant of its round, ISO 8601. */
  readonly at: string
  /** Whether this Region's replica has it. */
  readonly stored: boolean
  /** The look as JSON, compressed, in base64; absent when it is too large for an event. */
  readonly look?: string
}

/** An event holds 256 KiB, and beside the look only some hundred bytes; larger ones are read from the table. */
const LOOK_CHARS_MAX = 240_000

/** As for the table: beyond this level compression costs far more time and saves few bytes. */
const BROTLI_QUALITY = 5

export async function writeLookOutcome({ look, stored }: LookedRound): Promise<LookOutcome> {
  const compressed = await promisify(brotliCompress)(JSON.stringify(toStoredLook(look)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
  })
  const text = compressed.toString('base64')
  return {
    vantage: look.vantage,
    at: new Date(roundOf(look)).toISOString(),
    stored,
    ...(text.length <= LOOK_CHARS_MAX ? { look: text } : {}),
  }
}

/**
 * The look in a judge's event; null in an event of judge's own schedule, and after a look that failed.
 * A look that cannot be read is logged, and the judge goes on with what the table has.
 */
export async function readLookOutcome(event: unknown, log: Log): Promise<LookedRound | null> {
  try {
    return await lookIn(event)
  } catch (error) {
    log.warn('handed look not read', { because: String(error) })
    return null
  }
}

async function lookIn(event: unknown): Promise<LookedRound | null> {
  const outcome = (event as { readonly responsePayload?: Partial<LookOutcome> | null } | null)
    ?.responsePayload
  if (typeof outcome?.look !== 'string') return null
  const json = await promisify(brotliDecompress)(Buffer.from(outcome.look, 'base64'), {
    maxOutputLength: LOOK_BYTES_MAX,
  })
  return { look: fromStoredLook(JSON.parse(json.toString()) as StoredLook), stored: outcome.stored === true }
}

/** Far above what the largest look takes as JSON. */
const LOOK_BYTES_MAX = 64 * 1_048_576
