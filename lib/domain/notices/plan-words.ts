/** Plan words: the message for one contact out of what is due to it. */
import type { Due, IncidentDue } from '../escalation/due.ts'
import type { DueFacts } from '../escalation/due-facts.ts'
import type { MessagePlan } from '../escalation/messages.ts'
import { isLive, type View } from '../incidents/incident.ts'
import { mutedNow } from '../incidents/mutes-covering.ts'
import { specOf } from '../kinds/kinds.ts'
import { keyOf } from '../kinds/subject.ts'
import type { Look } from '../look/look.ts'
import type { LinkMaker, Links } from '../people/links.ts'
import { wordDigest } from './digest-words.ts'
import { wordDrill } from './drill-words.ts'
import { wordMessage } from './message-words.ts'
import { wordMuted } from './muted-words.ts'
import type { Message, Notice } from './notice.ts'
import type { DueInput, NoticeInput } from './notice-input.ts'
import { wordNotice } from './notice-words.ts'
import { toDo } from './phrases/text-sentences.ts'
import { lookOfEvidence } from './situation.ts'

export interface Wording extends DueFacts {
  /** The latest look of each vantage. */
  readonly looks: readonly Look[]
  readonly links: LinkMaker
}

interface WordedPlan {
  readonly message: Message
  /** The message's notices in the order of what is due. */
  readonly notices: readonly Notice[]
}

export function wordPlan(plan: MessagePlan, wording: Wording): WordedPlan {
  const { contact, dues, texting, heldBack } = plan
  const { vantage, now } = wording
  const notices = dues.map((due) => withDoubt(due, wordDue(due, wording)))
  return { message: wordMessage({ contact, vantage, now, notices, texting, heldBack }), notices }
}

/** Whoever reads it twice need not wonder whether it has happened twice. */
function withDoubt({ mayHaveArrived }: Due, notice: Notice): Notice {
  if (!mayHaveArrived) return notice
  const { title, text, sms } = notice
  const rest = text.startsWith(title) ? text.slice(title.length).trimStart() : text
  return {
    ...notice,
    text: `${title}\n\nThis may have reached you before: it was sent, and nobody knows whether it arrived.\n\n${rest}`,
    sms: {
      ...sms,
      sentences: [toDo('May have reached you before.', 'Maybe told before.'), ...sms.sentences],
    },
  }
}

function wordDue(due: Due, wording: Wording): Notice {
  const { vantage, now, settings } = wording
  const said = { vantage, now, settings }
  const linksTo = (incident: string) => wording.links({ incident, contact: due.contact, at: now })
  switch (due.about) {
    case 'incident':
      return wordIncident({ due, links: linksTo(due.id), ...said }, wording)
    case 'drill':
      return wordDrill({ due, links: linksTo(due.id), ...said })
    case 'mute':
      return wordMuted({ due, ...said })
    case 'digest':
      return wordDigest({ due, linksTo, ...said })
  }
}

interface LinkedDue extends DueInput<IncidentDue> {
  readonly links: Links
}

function wordIncident(said: LinkedDue, wording: Wording): Notice {
  const { due } = said
  const view = { ...due.view, flaps: flapsOf(due.view, wording) }
  return wordNotice({
    ...said,
    view,
    look: lookOfEvidence(wording.looks, view),
    lastSeenAt: lastSeenAt(view, wording),
    ...splitNow(wording),
    explained: wording.own.filter((other) => other.explainedBy === keyOf(view) && other.phase !== 'closed'),
    muted: mutedNow(wording),
  })
}

/** Which node is on which chain may change from look to look, so while there is a split it holds for all of them. */
function splitNow({ own }: Wording): Pick<NoticeInput, 'split'> {
  const split = own.find(
    (view) => isLive(view) && view.severity === 'critical' && specOf(view.kind).about.includes('chain'),
  )
  return split === undefined ? {} : { split }
}

/** What is open and no longer seen is neither well nor proved to last: its page is of then, and has to say so. */
function lastSeenAt({ evidence, asOf }: View, { freshMs }: Wording): number | null {
  return asOf - evidence.asOf > freshMs ? evidence.asOf : null
}

/** Which vantage saw it come back depends on when each looked; the one that saw it most often is right. */
function flapsOf(view: View, { others }: Wording): number {
  const same = others.filter((other) => keyOf(other) === keyOf(view) && other.since === view.since)
  return Math.max(view.flaps, ...same.map(({ flaps }) => flaps))
}
