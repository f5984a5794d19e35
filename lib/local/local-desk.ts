/** Local desk: the desk of a watch on this machine, and the links that lead to it. */
import { type DeskServer, openDeskServer } from '../adapters/http/desk-server.ts'
import { answerDesk, FORM_BYTES_MAX, tooLong } from '../desk/answer.ts'
import { linkMaker } from '../domain/people/links/link-maker.ts'
import type { LinkMaker } from '../domain/people/links.ts'
import type { Settings } from '../domain/settings/settings.ts'
import type { Clock, Log, Store } from '../ports.ts'
import { acknowledgeByLink, seeLink } from '../work/acknowledge.ts'
import type { DeskRequest, DeskResponse } from '../work/desk-exchange.ts'
import { readStanding } from '../work/read-standing.ts'
import { localLinkKeys } from './link-key.ts'
import { freshFor } from './watch-vantages.ts'

interface DeskOptions {
  /** Undefined for the usual one, or any other while that is taken; 0 for any. */
  readonly port: number | undefined
  readonly dataDir: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly settings: Settings
  readonly hash: string
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

export interface LocalDesk {
  readonly url: string
  readonly links: LinkMaker
  close(): Promise<void>
}

type DeskOpened = (LocalDesk & { readonly ok: true }) | { readonly ok: false; readonly problem: string }

/** The same from run to run, so that the links of earlier notices still lead here. */
export const DESK_PORT = 7_380

/** One desk for all the vantages of this machine. */
const VANTAGE = 'local'

export async function openLocalDesk(options: DeskOptions): Promise<DeskOpened> {
  const { settings, store, clock, log } = options
  const installation = settings.name
  const { contacts } = settings
  const keys = await localLinkKeys(options)
  const reading = { clock, store, settings, settingsHash: options.hash, freshMs: freshFor(settings) }
  const linking = { ...reading, log, installation, keys, contacts: contacts.map(({ id }) => id) }
  const answer = (request: DeskRequest): Promise<DeskResponse> =>
    answerDesk(request, {
      clock,
      settings,
      standing: () => readStanding(reading),
      see: (token) => seeLink(token, linking),
      acknowledge: (token, ackMs) => acknowledgeByLink(token, ackMs, linking),
      failed: (error) => log.warn('desk cannot answer', { because: String(error) }),
    })
  const server = await serve(answer, options)
  if (!server.ok) return server
  const { url, close } = server
  const desks = [{ vantage: VANTAGE, url }]
  return { ok: true, url, close, links: linkMaker({ keys, desks, installation, contacts, vantage: VANTAGE }) }
}

async function serve(
  answer: (request: DeskRequest) => Promise<DeskResponse>,
  { port, log }: DeskOptions,
): Promise<DeskServer> {
  const serving = { answer, bodyBytesMax: FORM_BYTES_MAX, tooLong, log }
  const server = await openDeskServer({ ...serving, port: port ?? DESK_PORT })
  if (server.ok || !server.isTaken || port !== undefined) return server
  return await openDeskServer({ ...serving, port: 0 })
}
