/** Due facts: all that decides what is due to whom, as one vantage knows it now. */

import type { View } from '../incidents/incident.ts'
import type { Deed } from '../people/deed.ts'
import type { Sent } from '../people/record.ts'
import type { Settings } from '../settings/settings.ts'

export interface DueFacts {
  /** The vantage that asks. */
  readonly vantage: string
  /** This vantage's views. */
  readonly own: readonly View[]
  /** The other vantages' views. */
  readonly others: readonly View[]
  readonly sent: readonly Sent[]
  readonly deeds: readonly Deed[]
  readonly settings: Settings
  readonly now: number
  /** A view that was not renewed for this long belongs to a vantage that fell silent. */
  readonly freshMs: number
}
