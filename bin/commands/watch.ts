/** `watchfire watch`: the whole pipeline on this machine, on the operator's nodes or on the demo network. */
import { join, resolve } from 'node:path'
import { envSecrets } from '../../lib/adapters/host/env-secrets.ts'
import { lineLog } from '../../lib/adapters/host/line-log.ts'
import { noticeFile } from '../../lib/adapters/host/notice-file.ts'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import { vantageHeartbeat } from '../../lib/adapters/http/vantage-heartbeat.ts'
import { webhookPager } from '../../lib/adapters/http/webhook-pager.ts'
import { sayUnsent, type Unsent } from '../../lib/domain/people/sent-from-here.ts'
import { withCadence } from '../../lib/domain/settings/read-settings.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { terminalSafe } from '../../lib/domain/text/terminal-safe.ts'
import { readDuration } from '../../lib/domain/text/time.ts'
import type { Demo } from '../../lib/local/demo/demo.ts'
import { withSimulatedCut } from '../../lib/local/demo/simulated-cut.ts'
import { DESK_PORT, type LocalDesk, openLocalDesk } from '../../lib/local/local-desk.ts'
import { localNodes } from '../../lib/local/local-nodes.ts'
import { localPager } from '../../lib/local/local-pager.ts'
import { type LocalStore, openLocalStore } from '../../lib/local/local-store.ts'
import { sentFromThisMachine } from '../../lib/local/sent-from-this-machine.ts'
import { type Show, type ShowStart, showJson, showLive, showPlain } from '../../lib/local/terminal/show.ts'
import { watchLog } from '../../lib/local/watch-log.ts'
import { watchVantages } from '../../lib/local/watch-vantages.ts'
import type { Log } from '../../lib/ports.ts'
import { COMMANDS } from './command-table.ts'
import { DATA_DIR } from './data-dir.ts'
import { type Io, usageError, wantsColor } from './io.ts'
import { readOptions } from './options.ts'
import { type SettingsFound, settingsOr } from './settings-from.ts'

/** The shortest round that a machine can keep up with. */
const CADENCE_MS_MIN = 1_000

/** Runs until it is interrupted; with `--once`, one round of each vantage, or the demo's story to its end. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args, COMMANDS.watch)
  if (!options.ok) return usageError(io, `Cannot watch: ${options.error}`)
  const { values } = options.value
  const cadenceMs = values.cadence === undefined ? undefined : readDuration(values.cadence)
  if (values.cadence !== undefined && !(cadenceMs && cadenceMs >= CADENCE_MS_MIN))
    return usageError(
      io,
      `Cannot watch: --cadence is "${values.cadence}", expected a duration of 1s or more, such as 2s or 1m`,
    )
  const port = values.port === undefined ? undefined : portOf(values.port)
  if (port === 'none')
    return usageError(
      io,
      `Cannot watch: --port is "${values.port}", expected a port from 0 to 65535 (0 for any that is free; ${DESK_PORT} without --port)`,
    )
  const read = values.demo ? 'none' : settingsOr(values.settings, io)
  if (read === 'bad') return 2
  const demo = read === 'none' ? await demoNetwork() : null
  const found = read === 'none' ? demo! : read
  const paced = cadenceMs === undefined ? found.settings : withCadence(found.settings, cadenceMs)
  const { settings, unsent } = await sentFromThisMachine(paced, io.env)
  const dataDir = resolve(io.cwd, values.data ?? demo?.dataDir ?? DATA_DIR)
  const { once = false, json = false } = values
  try {
    return await watch({ settings, unsent, hash: found.hash, dataDir, port, demo, once, json }, io)
  } finally {
    await demo?.close()
  }
}

/** Loaded for the demo alone. */
async function demoNetwork(): Promise<Demo> {
  const { openDemo } = await import('../../lib/local/demo/demo.ts')
  return await openDemo(systemClock)
}

interface WatchPlan extends SettingsFound {
  readonly unsent: readonly Unsent[]
  readonly dataDir: string
  readonly port: number | undefined
  readonly demo: Demo | null
  readonly once: boolean
  readonly json: boolean
}

async function watch(plan: WatchPlan, io: Io): Promise<number> {
  const stop = stopOnSignals()
  const { log, troubles, summary } = logOf(plan, io)
  const local = await openLocalStore({ dataDir: plan.dataDir, env: io.env, clock: systemClock, log })
  const opened = await openLocalDesk({ ...plan, store: local.store, env: io.env, clock: systemClock, log })
  if (!opened.ok) {
    await local.close()
    return usageError(io, `Cannot watch: ${opened.error}`)
  }
  const desk = opened.value
  const vantages = openVantages(plan.settings, io, log)
  const notices = noticeFile(join(plan.dataDir, 'notices.ndjson'), log)
  // Whoever ends a watch does not wait for a node that hangs.
  const hangUp = () => Promise.all([...vantages.values()].map(({ nodes }) => nodes.close()))
  stop.signal.addEventListener('abort', () => void hangUp())
  const show = openShow(plan, io, { local, desk, troubles })
  const watching = watchVantages({
    clock: systemClock,
    settings: plan.settings,
    settingsHash: plan.hash,
    store: local.store,
    pager: localPager({
      ...plan,
      file: notices,
      webhooks: webhookPager({ ...plan, clock: systemClock, secrets: envSecrets(io.env), loopback: true }),
      noted: (notice) => show.told({ kind: 'notice', notice }),
    }),
    linkKeys: async () => desk.linkKeys,
    deskUrl: desk.url,
    log,
    toolsOf: (vantage) => vantages.get(vantage)!,
    signal: stop.signal,
    // A notice is shown as soon as it is noted, whether or not its webhook takes it.
    told(event) {
      if (event.kind !== 'notice') show.told(event)
      if (event.kind === 'judged') notices.retry()
    },
    ...(plan.once && !plan.demo ? { rounds: 1 } : {}),
  })
  try {
    const story = plan.demo && tell(plan, plan.demo, { vantages, local, show, signal: stop.signal })
    return (await (story ?? endOf(watching, plan, local))) ? 0 : 1
  } finally {
    stop.abort()
    await watching
    show.close()
    await hangUp()
    await desk.close()
    notices.retry()
    await local.close()
    sayAgain(summary(), plan, io)
  }
}

/** A screen covers what is written beneath it: then the log is said at the end. */
function logOf(plan: WatchPlan, io: Io) {
  const isCovered = isOnScreen(plan, io) && io.stderr.isTTY
  return watchLog(
    systemClock,
    lineLog(systemClock, (line) => {
      if (!isCovered) io.stderr.write(line)
    }),
  )
}

function sayAgain(lines: readonly string[], plan: WatchPlan, io: Io): void {
  if (isOnScreen(plan, io)) for (const line of lines) io.stderr.write(`watchfire: ${terminalSafe(line)}\n`)
}

function isOnScreen({ json }: WatchPlan, { stdout }: Io): boolean {
  return !json && stdout.isTTY
}

function portOf(text: string): number | 'none' {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : 'none'
}

/** Interrupted once it ends in good order; a second signal ends it at once. */
function stopOnSignals(): AbortController {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort())
  return stop
}

/** Every vantage has connections of its own, a path that can be cut, and a heart of its own. */
function openVantages(settings: Settings, io: Io, log: Log) {
  const heart = { settings, clock: systemClock, log, secrets: envSecrets(io.env), loopback: true }
  return new Map(
    settings.vantages.map(({ name }) => {
      const { nodes, path } = withSimulatedCut(localNodes(settings, io.env), systemClock)
      return [name, { nodes, path, ping: vantageHeartbeat(heart) }] as const
    }),
  )
}

interface StoreAndDesk {
  readonly local: LocalStore
  readonly desk: LocalDesk
  readonly troubles: () => readonly string[]
}

function openShow(plan: WatchPlan, io: Io, { local, desk, troubles }: StoreAndDesk): Show {
  const { settings, json, unsent } = plan
  const start: ShowStart = {
    clock: systemClock,
    settings,
    storeSaid: local.said,
    deskSaid: `Desk: ${desk.url}`,
    unsentSaid: sayUnsent(unsent),
    troubles,
  }
  if (json) return showJson(io.stdout, { settings, deskUrl: desk.url, unsent })
  return isOnScreen(plan, io)
    ? showLive(io.stdout, { ...start, color: wantsColor(io) })
    : showPlain(io.stdout, start)
}

interface Stagehands {
  readonly vantages: ReturnType<typeof openVantages>
  readonly local: LocalStore
  readonly show: Show
  readonly signal: AbortSignal
}

/** An interrupted demo is no failure; a told one is well if everything was found and closed. */
async function tell(
  plan: WatchPlan,
  demo: Demo,
  { vantages, local, show, signal }: Stagehands,
): Promise<boolean> {
  const paths = new Map([...vantages].map(([name, { path }]) => [name, path]))
  const { tellStory } = await import('../../lib/local/demo/demo.ts')
  const found = await tellStory(demo, {
    clock: systemClock,
    paths,
    store: local.store,
    say: show.say,
    signal,
    repeat: !plan.once,
  })
  return found || (signal.aborted && !plan.once)
}

/** A watch that was interrupted ends well; after one round, only if nothing of a warning or worse was seen. */
async function endOf(watching: Promise<void>, { once }: WatchPlan, { store }: LocalStore): Promise<boolean> {
  await watching
  return !once || !(await store.views()).some((view) => view.phase !== 'closed' && view.severity !== 'info')
}
