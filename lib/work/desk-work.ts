/** Desk work: what a desk can have done for the people who ask it, in a Region as on one machine. */

import type { LinkState } from '../domain/incidents/link-state.ts'
import type { Settings } from '../domain/settings/settings.ts'
import type { Clock, Log, Store } from '../ports.ts'
import { acknowledgeByLink, seeLink } from './acknowledge.ts'
import type { ReadLinkKeys } from './read-links.ts'
import { readStore, type StoreContents } from './read-store.ts'
import { remembered } from './remembered.ts'

/** Each may throw when the table does not answer. */
export interface DeskWork {
  readonly clock: Pick<Clock, 'now'>
  readonly settings: Settings
  status(): Promise<DeskStatus>
  see(token: string): Promise<LinkState>
  /** For `ackMs`, or as long as the settings say. */
  acknowledge(token: string, ackMs: number | undefined): Promise<LinkState>
  /** Hears of what failed; the person is told as much as helps. */
  failed(error: unknown): void
}

/** How things stand. */
export interface DeskStatus extends Pick<StoreContents, 'looks' | 'views' | 'deeds' | 'places'> {
  readonly now: number
  readonly settings: Settings
  readonly settingsHash: string
  /** How long a look or a view counts without being renewed, in milliseconds. */
  readonly freshMs: number
}

interface DeskWorking extends Omit<DeskStatus, 'now' | keyof StoreContents> {
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  readonly store: Store
  readonly installation: string
  readonly linkKeys: ReadLinkKeys
}

/** Anybody may ask how things stand; however many do, the table is read once in this time. */
const STATUS_FOR_MS = 5_000

/** The work anew for each request, and one status for all who ask at about the same time. */
export function sharingStatus(clock: Pick<Clock, 'now'>, workAnew: () => DeskWork): () => DeskWork {
  const status = remembered(clock, STATUS_FOR_MS, () => workAnew().status())
  return () => ({ ...workAnew(), status })
}

/** Keys are read only for a link, so the status needs no secret. */
export function deskWork(desk: DeskWorking): DeskWork {
  const { clock, log, settings, settingsHash, freshMs } = desk
  const withKeys = async () => {
    const keys = await desk.linkKeys()
    if (keys.kind === 'none') log.warn('links cannot be used', { because: keys.because })
    return { ...desk, keys }
  }
  return {
    clock,
    settings,
    status: async () => ({
      ...(await readStore(desk, ['looks', 'views', 'deeds', 'places'])),
      settings,
      settingsHash,
      freshMs,
    }),
    see: async (token) => seeLink(token, await withKeys()),
    acknowledge: async (token, ackMs) => acknowledgeByLink(token, ackMs, await withKeys()),
    failed: (error) => log.warn('desk cannot answer', { because: String(error) }),
  }
}
