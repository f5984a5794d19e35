/** Local desk: the desk of a watch on this machine, and the links that lead to it. */
import { type DeskServerOpened, openDeskServer } from '../adapters/http/desk-server.ts'
import { answerDesk, FORM_BYTES_MAX, tooLong } from '../desk/answer.ts'
import type { LinkKeys } from '../domain/people/links/link-keys.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { failed, ok, type Result } from '../domain/text/result.ts'
import type { Clock, Log, Store } from '../ports.ts'
import type { DeskRequest, DeskResponse } from '../work/desk-exchange.ts'
import { deskWork } from '../work/desk-work.ts'
import { localLinkKeys } from './link-key.ts'
import { localFreshMs } from './local-pace.ts'

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
  /** What signs the links that lead here. */
  readonly linkKeys: LinkKeys
  close(): Promise<void>
}

/** The same from run to run, so that the links of earlier notices still lead here. */
export const DESK_PORT = 7_380

/** One desk for all the vantages of this machine, or why not as the end of a sentence. */
export async function openLocalDesk(options: DeskOptions): Promise<Result<LocalDesk, string>> {
  const { settings, hash } = options
  const linkKeys = await localLinkKeys(options)
  const desk = {
    ...options,
    settingsHash: hash,
    installation: settings.name,
    freshMs: localFreshMs(settings),
    linkKeys: async () => linkKeys,
  }
  const answer = (request: DeskRequest) => answerDesk(request, deskWork(desk))
  const server = await serve(answer, options)
  return server.ok ? ok({ ...server.value, linkKeys }) : failed(server.error.problem)
}

async function serve(
  answer: (request: DeskRequest) => Promise<DeskResponse>,
  { port, log }: DeskOptions,
): Promise<DeskServerOpened> {
  const serving = { answer, bodyBytesMax: FORM_BYTES_MAX, tooLong, log }
  const server = await openDeskServer({ ...serving, port: port ?? DESK_PORT })
  if (server.ok || !server.error.isTaken || port !== undefined) return server
  return await openDeskServer({ ...serving, port: 0 })
}
