/** Judge function: judges what all Regions saw, keeps this Region's views, and pages what is due in its turn. */
import { contactPager } from '../lib/adapters/aws/contact-pager.ts'
import { accountOf, functionPlace, type LambdaContext } from '../lib/adapters/aws/function-place.ts'
import { type Taken, takeOver } from '../lib/adapters/aws/handed-look.ts'
import { replicasFrom } from '../lib/adapters/aws/region-store.ts'
import { deskTold } from '../lib/adapters/aws/scheduled-event.ts'
import { publishingOrder, snsClient, snsPager } from '../lib/adapters/aws/sns-pager.ts'
import { ssmSecrets } from '../lib/adapters/aws/ssm-secrets.ts'
import { lineLog } from '../lib/adapters/host/line-log.ts'
import { systemClock as clock } from '../lib/adapters/host/system-clock.ts'
import { heartbeat } from '../lib/adapters/http/heartbeat.ts'
import { webhookPager } from '../lib/adapters/http/webhook-pager.ts'
import { containerMemory, remembering } from '../lib/adapters/store/container-memory.ts'
import { failoverStore } from '../lib/adapters/store/failover-store.ts'
import { overdue } from '../lib/domain/escalation/overdue.ts'
import { regionTurns } from '../lib/domain/escalation/turns.ts'
import type { Look } from '../lib/domain/look/look.ts'
import type { Place } from '../lib/domain/people/desk-place.ts'
import { secretsToPage } from '../lib/domain/settings/needed-secrets.ts'
import { regionFreshnessMs } from '../lib/domain/verdicts/voters.ts'
import { ENVIRONMENT } from '../lib/names/environment.ts'
import { LINK_KEY } from '../lib/names/resources.ts'
import type { Store } from '../lib/ports.ts'
import { beat } from '../lib/work/beat.ts'
import { judgeRound } from '../lib/work/judge-round.ts'
import { keepPlace } from '../lib/work/keep-place.ts'
import { type PagingTools, pageDue, readFacts } from '../lib/work/page-due.ts'
import { readLinks } from '../lib/work/read-links.ts'

const { settings, hash, installation, vantage } = functionPlace(import.meta.url, process.env)
const log = lineLog(clock, (line) => process.stdout.write(line))
const replicas = replicasFrom(settings, { vantage, installation })
const memory = { name: 'memory', store: containerMemory(clock, settings) }
const publishing = publishingOrder(settings.pagingRegions, vantage)
const clients = new Map(publishing.map((region) => [region, snsClient(region)]))
const secrets = ssmSecrets({
  clock,
  log,
  installation,
  region: vantage,
  names: [...secretsToPage(settings), LINK_KEY],
})
const calling = {
  clock,
  secrets,
  privateAddresses: settings.privateAddresses,
  loopback: process.env[ENVIRONMENT.allowLoopback] === '1',
}
const webhooks = webhookPager({ ...calling, settings })
const ping =
  settings.heartbeat &&
  heartbeat({ ...calling, ...settings.heartbeat, log, vantages: settings.vantages.length })
const turns = regionTurns(settings.vantages.length)
const round = { clock, settings, vantage, freshMs: regionFreshnessMs(settings.cadenceMs) }
let kept: Place | null = null

/** The event is the outcome of this Region's look, or one of judge's own schedule, which is the floor. */
export async function handler(event: unknown, context: LambdaContext): Promise<void> {
  const taken = await takeOver(event).catch((error: unknown) => {
    log.warn('handed look not read', { because: String(error) })
    return null
  })
  if (taken) await keep(taken)
  const answering = failoverStore({ replicas: [...replicas, memory], clock, log })
  await judgeAndPage(remembering(answering, memory.store), accountOf(context))
  // Whoever was due has been told by now; the alarm on errors tells that the table is gone.
  if (answering.inUse() === memory.name)
    throw new Error(`Cannot reach the table in any Region: ${vantage} judged its own look alone`)
  // Last, for no page waits for it.
  const desk = deskTold(event)
  if (desk) await tellPlace(desk)
}

/** Not in memory alone, where no other Region finds it. */
async function tellPlace(desk: Pick<Place, 'deskUrl'>): Promise<void> {
  const store = remembering(failoverStore({ replicas, clock, log }), memory.store)
  const own = { vantage, settingsHash: hash, ...desk }
  kept = await keepPlace({ clock, store, log, own, kept })
}

/** A look that its own Region could not store is stored in another one, or else the others would miss it. */
async function keep({ look, stored }: Taken): Promise<void> {
  await memory.store.putLook(look)
  const others = replicas.slice(1)
  if (stored || others.length === 0) return
  try {
    await failoverStore({ replicas: others, clock, log }).putLook(look)
  } catch (error) {
    log.warn('look not stored anywhere', { at: new Date(look.at).toISOString(), because: String(error) })
  }
}

async function judgeAndPage(store: Store, account: string): Promise<void> {
  const { now, looks, steps } = await judgeRound({ ...round, store })
  const changes = steps.filter(({ reason }) => reason !== 'still-unwell' && reason !== 'still-well')
  log.info('judged', {
    looks: looks.length,
    changes: changes.map(({ reason, view }) => `${view.kind} ${view.subject} ${reason}`),
  })
  const paging = { ...round, store, log, looks, turns, equip: () => equip(store, account) }
  const sent = await pageDue(paging)
  for (const { incident, kind, subject, step, contact } of sent.flatMap(({ notices }) => notices))
    log.info('told', { incident, kind, subject, step, contact })
  if (ping) await beatHeart(ping, { store, looks, judgedAt: now })
}

async function equip(store: Store, account: string): Promise<PagingTools> {
  const topics = snsPager({ installation, account, clients })
  return {
    pager: contactPager({ settings, topics, webhooks }),
    links: await readLinks({ store, secrets, settings, vantage, log }),
  }
}

interface Judgement {
  readonly store: Store
  readonly looks: readonly Look[]
  readonly judgedAt: number
}

async function beatHeart(ping: () => Promise<void>, { store, looks, judgedAt }: Judgement): Promise<void> {
  const facts = await readFacts({ ...round, store })
  await beat({ ping, log, duties: { ...facts, looks, judgedAt, overdue: overdue(facts, turns) } })
}
