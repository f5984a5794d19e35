/** Snapshot: everything that the terminal shows at one instant. */

import type { View } from '../domain/incidents/incident.ts'
import type { Look } from '../domain/look/look.ts'
import type { Notice } from '../domain/notices/notice.ts'
import type { Deed } from '../domain/people/deed.ts'
import type { Settings } from '../domain/settings/settings.ts'

export interface Snapshot {
  readonly now: number
  readonly settings: Settings
  /** Where facts are kept, in one line. */
  readonly storeSaid: string
  /** Where people are answered, in one line. */
  readonly deskSaid: string
  /** Who gets nothing from this machine, and why; a sentence each. */
  readonly unsentSaid: readonly string[]
  /** What this watch itself cannot do at this moment, newest last. */
  readonly troubles: readonly string[]
  /** The latest look of each vantage. */
  readonly looks: ReadonlyMap<string, Look>
  /** The views of every vantage, closed ones included. */
  readonly views: readonly View[]
  /** What people did. */
  readonly deeds: readonly Deed[]
  /** Newest last. */
  readonly notices: readonly Notice[]
  /** What the demo's story says, newest last; empty without a story. */
  readonly story: readonly { readonly at: number; readonly says: string }[]
}
