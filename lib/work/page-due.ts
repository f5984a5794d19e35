/** Page due: sends what is due, in this vantage's turn, claimed before and recorded after each publish. */
import { type ContactsFor, type Due, due } from '../domain/escalation.ts'
import type { View } from '../domain/incident.ts'
import type { Look } from '../domain/look.ts'
import type { Claim, Notice } from '../domain/notice.ts'
import { wordNotice } from '../domain/notices/notice-words.ts'
import type { Settings } from '../domain/settings.ts'
import { type Turns, untilTurnMs } from '../domain/turns.ts'
import type { Clock, Log, Pager, Store } from '../ports.ts'

interface PageDue {
  readonly clock: Clock
  readonly store: Store
  readonly pager: Pager
  readonly log: Log
  readonly settings: Settings
  readonly vantage: string
  readonly contacts: ContactsFor
  readonly turns: Turns
  /** How long a view counts without being renewed, in milliseconds. */
  readonly freshMs: number
  /** The latest look of each vantage, for the words. */
  readonly looks: readonly Look[]
  readonly signal?: AbortSignal
}

/** Waits for this vantage's turn only if something is due, then reads again what others sent meanwhile. */
export async function pageDue(input: PageDue): Promise<readonly Notice[]> {
  if ((await dueNow(input)).due.length === 0) return []
  const place = input.settings.vantages.findIndex(({ name }) => name === input.vantage)
  const waitMs = untilTurnMs(input.turns, place, input.clock.now())
  if (waitMs > 0) await input.clock.sleep(waitMs, input.signal)
  if (input.signal?.aborted) return []
  const { due: still, views } = await dueNow(input)
  const byContact = [...Map.groupBy(still, ({ contact }) => contact).values()]
  return (await Promise.all(byContact.map((dues) => sendAll(input, dues, views)))).flat()
}

/** One after the other to one contact; a contact whose channel hangs does not make the others wait. */
async function sendAll(
  input: PageDue,
  dues: readonly Due[],
  views: readonly View[],
): Promise<readonly Notice[]> {
  const sent: Notice[] = []
  for (const one of dues) {
    const notice = await send(input, one, views)
    if (notice) sent.push(notice)
  }
  return sent
}

async function dueNow(input: PageDue): Promise<{ due: readonly Due[]; views: readonly View[] }> {
  const { store, settings, vantage, contacts, clock, freshMs } = input
  const [views, sent, deeds] = await Promise.all([store.views(), store.sent(), store.deeds()])
  const own = views.filter((view) => view.vantage === vantage)
  const others = views.filter((view) => view.vantage !== vantage)
  return { due: due({ own, others, sent, deeds, contacts, settings, now: clock.now(), freshMs }), views: own }
}

/** A failed publish is left to the next turn: nothing says that it was sent, so it stays due. */
async function send(input: PageDue, one: Due, views: readonly View[]): Promise<Notice | null> {
  const { store, pager, log, clock, vantage } = input
  const { id, kind, subject, since } = one.view
  const claim: Claim = {
    incident: id,
    kind,
    subject,
    since,
    step: one.step,
    contact: one.contact,
    vantage,
    at: clock.now(),
  }
  if (!(await store.claim(claim))) return null
  const notice = word(input, one, views)
  try {
    const { messageId } = await pager.send(notice)
    await store.record({ ...claim, at: clock.now(), reason: one.reason, messageId })
    return notice
  } catch (error) {
    log.warn('notice not sent', { incident: id, contact: one.contact, because: String(error) })
    return null
  }
}

function word({ clock, settings, vantage, looks }: PageDue, one: Due, views: readonly View[]): Notice {
  const { view, reason, step, contact, acknowledgedBy } = one
  return wordNotice({
    view,
    reason,
    step,
    contact,
    vantage,
    now: clock.now(),
    settings,
    look: newestThatSees(looks, view),
    explained: views.filter(
      (other) => other.explainedBy === `${view.kind} ${view.subject}` && other.phase !== 'closed',
    ),
    ...(acknowledgedBy ? { acknowledgedBy } : {}),
  })
}

function newestThatSees(looks: readonly Look[], view: View): Look | null {
  const newestFirst = [...looks].sort((a, b) => b.at - a.at)
  return newestFirst.find((look) => view.evidence.seenBy.includes(look.vantage)) ?? newestFirst[0] ?? null
}
