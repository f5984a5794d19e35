/** `watchfire drill`: a marked test page by every paging Region, and how long it took to the phone and to the answer. */
import { randomUUID } from 'node:crypto'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import {
  type DrillReport,
  drillReport,
  isNeverSent,
  isPassed,
} from '../../lib/domain/escalation/drill-report.ts'
import type { Deed, Drill } from '../../lib/domain/people/deed.ts'
import { peopleOf } from '../../lib/domain/people/on-call.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { nearest } from '../../lib/domain/text/nearest.ts'
import { failed, ok, type Result } from '../../lib/domain/text/result.ts'
import { DAY_MS, readDuration, SECOND_MS } from '../../lib/domain/text/time.ts'
import { withTerminal } from '../../lib/local/terminal-contact.ts'
import type { Store } from '../../lib/ports.ts'
import { COMMANDS } from './command-table.ts'
import { closingWords, openingWords, sentWords } from './drill-words.ts'
import { type Io, usageError } from './io.ts'
import { liveStore, type StorePlace } from './live-store.ts'
import { readOptions } from './options.ts'
import { NO_SETTINGS, settingsOr } from './settings-from.ts'

const WAIT = '15m'

/** How often the store is read while waiting: a replica costs money and time, a local one neither. */
const POLL_MS = { aws: 2 * SECOND_MS, local: 250 }

/** Exit 0 when every Region has sent it and somebody acknowledged, 1 when not, 2 for bad settings or usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const cannot = (why: string) => usageError(io, `Cannot drill: ${why}`)
  const options = readOptions(args, COMMANDS.drill)
  if (!options.ok) return cannot(options.error)
  const { values } = options.value
  const { contact, wait = WAIT, aws = false, data, json = false } = values
  const waitMs = readDuration(wait)
  if (waitMs === undefined || waitMs < SECOND_MS || waitMs > DAY_MS)
    return cannot(`--wait is "${wait}", expected a duration of 1s to 1d, such as 15m`)
  const read = settingsOr(values.settings, io)
  if (read === 'none') return cannot(NO_SETTINGS)
  if (read === 'bad') return 2
  const settings = aws ? read.settings : withTerminal(read.settings)
  const place: StorePlace = aws ? { kind: 'aws', settings } : { kind: 'data', named: data }
  const store = await liveStore(place, io).catch((error: Error) => error.message)
  if (typeof store === 'string') return cannot(store)
  try {
    return await drill({ store, settings, contact, waitMs, json, aws }, io)
  } catch (error) {
    return cannot(error instanceof Error ? error.message : String(error))
  } finally {
    await store.close()
  }
}

interface DrillPlan {
  readonly store: Store
  readonly settings: Settings
  readonly contact: string | undefined
  readonly waitMs: number
  readonly json: boolean
  readonly aws: boolean
}

async function drill(plan: DrillPlan, io: Io): Promise<number> {
  const { store, settings, waitMs, json, aws } = plan
  const at = systemClock.now()
  const contact = contactOf(plan, { deeds: await store.deeds(), now: at })
  if (!contact.ok) return usageError(io, `Cannot drill: ${contact.error}`)
  const deed: Drill = {
    what: 'drill',
    id: randomUUID(),
    at,
    who: io.env.USER || io.env.LOGNAME || 'watchfire drill',
    until: at + waitMs,
    contact: contact.value,
  }
  await store.putDeed(deed)
  const say = (lines: readonly string[]) => {
    if (!json) for (const line of lines) io.stdout.write(`${line}\n`)
  }
  const warn = (why: string) => io.stderr.write(`warning: Cannot read how the drill stands: ${why}\n`)
  const report = await waitFor(deed, plan, { say, warn })
  if (json) io.stdout.write(`${JSON.stringify({ ...report, passed: isPassed(report) })}\n`)
  say(closingWords(report, { aws, settings, waitedMs: systemClock.now() - at }))
  return isPassed(report) ? 0 : 1
}

/** Who is named, or who is on call for the rotation that is; else whoever a critical incident reaches first now. */
function contactOf(
  { settings, contact }: DrillPlan,
  { deeds, now }: { readonly deeds: readonly Deed[]; readonly now: number },
): Result<string, string> {
  const { contacts, rotations, escalation } = settings
  const known = [...contacts, ...rotations].map(({ id }) => id)
  if (contact !== undefined && !known.includes(contact)) {
    const near = nearest(contact, known)
    const hint = near === undefined ? `expected ${known.join(', ')}` : `did you mean ${near}?`
    return failed(`the settings have no contact ${contact}, ${hint}`)
  }
  const names = contact === undefined ? escalation.critical.steps.flatMap(({ notify }) => notify) : [contact]
  const [first] = peopleOf(names, { settings, deeds, now })
  if (first === undefined) return failed('the settings tell nobody of what is critical')
  return ok(first)
}

/** Until it has passed, the wait is over, or somebody interrupts it. */
async function waitFor(
  deed: Drill,
  { store, settings, waitMs, aws }: DrillPlan,
  { say, warn }: { readonly say: (lines: readonly string[]) => void; readonly warn: (why: string) => void },
): Promise<DrillReport> {
  const interrupted = new AbortController()
  const interrupt = () => interrupted.abort()
  process.once('SIGINT', interrupt)
  const reportNow = async () => {
    const [sent, deeds] = await Promise.all([store.sent(), store.deeds()])
    return drillReport(deed, settings.pagingRegions, { sent, deeds })
  }
  const said = new Set<string>()
  let report = await reportNow()
  say(openingWords(report, waitMs))
  for (;;) {
    const news = report.regions.filter(({ state, region }) => state !== 'not-sent' && !said.has(region))
    for (const { region } of news) said.add(region)
    say(news.flatMap(sentWords))
    const isOver = systemClock.now() >= deed.at + waitMs || interrupted.signal.aborted
    if (isPassed(report) || isNeverSent(report) || isOver) break
    await systemClock.sleep(aws ? POLL_MS.aws : POLL_MS.local, interrupted.signal)
    report = await reportNow().catch((error: Error) => {
      // A watch that is gone sends nothing any more; a replica may only be slow.
      if (!aws) throw error
      warn(error.message)
      return report
    })
  }
  process.off('SIGINT', interrupt)
  return report
}
