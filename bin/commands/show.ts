/** `watchfire show`: one incident or test page from its first evidence to its end, also when it is over. */

import { type Attention, attentionOf } from '../../lib/domain/incidents/attention.ts'
import type { View } from '../../lib/domain/incidents/incident.ts'
import { type Lifetime, standing } from '../../lib/domain/incidents/lifetime.ts'
import { mutesCovering } from '../../lib/domain/incidents/mutes-covering.ts'
import { type TimelineEvent, timelineOf } from '../../lib/domain/incidents/timeline.ts'
import { ALL_KINDS, type Kind } from '../../lib/domain/kinds/kinds.ts'
import { listEvidence, sayEvidence } from '../../lib/domain/notices/evidence-words.ts'
import { runbookLink } from '../../lib/domain/notices/runbook-link.ts'
import type { FleetSettings } from '../../lib/domain/notices/situation.ts'
import { sayEvent } from '../../lib/domain/notices/timeline-words.ts'
import { RUNBOOK_DEFAULT } from '../../lib/domain/settings/sections/notice-settings.ts'
import { sayInstant } from '../../lib/domain/text/time.ts'
import { meant, sayLife } from './about-incident.ts'
import { COMMANDS } from './command-table.ts'
import { atFacts, type StoreFacts } from './facts-at.ts'
import { namesIn, sayAttention, sayIncident } from './incident-line.ts'
import { type Io, usageError } from './io.ts'
import { jsonDocument } from './json-document.ts'
import { readOptions } from './options.ts'

/** Exit 0 when it is shown, whatever its state; 2 for an id that is not known or bad usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const read = readOptions(args, COMMANDS.show)
  if (!read.ok) return usageError(io, `Cannot show: ${read.error}`)
  const { values, given } = read.value
  const cannot = (why: string) => usageError(io, `Cannot show ${given.ID}: ${why}`)
  return await atFacts({ place: values, io, cannot }, async (facts) => {
    const life = meant(given.ID, facts)
    if (typeof life === 'string') return cannot(life)
    const shown = shownOf(life, facts)
    io.stdout.write(values.json ? jsonDocument(showJson(shown)) : words(shown, facts.now))
    return 0
  })
}

interface Shown {
  readonly life: Lifetime
  /** What the settings call things. */
  readonly names: FleetSettings
  readonly attention: Attention
  readonly runbook: string | null
  readonly timeline: readonly TimelineEvent[]
}

function shownOf(life: Lifetime, facts: StoreFacts): Shown {
  const view = standing(life)?.view
  const quiet = view ? mutesCovering({ ...view, since: life.since }, facts) : []
  return {
    life,
    names: namesIn(facts.settings),
    attention: attentionOf(life, facts),
    runbook: isKind(life.kind)
      ? runbookLink(facts.settings ?? { runbook: RUNBOOK_DEFAULT }, life.kind)
      : null,
    timeline: timelineOf(life, { quiet, now: facts.now }),
  }
}

function isKind(kind: string): kind is Kind {
  return (ALL_KINDS as readonly string[]).includes(kind)
}

/** What has no view any more is over, or is a test. */
function stateOf(life: Lifetime): string {
  return standing(life)?.view.phase ?? (life.kind === 'drill' ? 'test' : 'over')
}

function showJson({ life, names, attention, runbook, timeline }: Shown) {
  const { ids, kind, subject, since } = life
  const { acknowledged, muted, explains } = attention
  const view = standing(life)?.view
  return {
    id: ids[0],
    kind,
    subject,
    state: stateOf(life),
    since,
    severity: view?.severity ?? null,
    acknowledged: acknowledged && { who: acknowledged.who, until: acknowledged.until },
    muted,
    ...(view?.explainedBy === undefined ? {} : { explainedBy: view.explainedBy }),
    explains: explains.map(({ id }) => id),
    says: view ? sayEvidence(view, names) : null,
    evidence: view?.evidence ?? null,
    left: view?.left ?? null,
    runbook,
    timeline,
  }
}

function words({ life, names, attention, runbook, timeline }: Shown, now: number): string {
  const view = standing(life)?.view
  const head = view
    ? sayIncident({ ...view, id: life.ids[0] }, now)
    : `${sayLife(life)}, ${stateOf(life)}, began ${sayInstant(life.since)}`
  return [
    head,
    ...(stateOf(life) === 'closed' ? [] : sayAttention(attention).map((line) => `  ${line}`)),
    ...(view?.explainedBy === undefined ? [] : [`  explained by ${view.explainedBy}`]),
    ...(view ? ['', ...evidenceLines(view, names)] : []),
    ...(runbook === null ? [] : [`Runbook: ${runbook}`]),
    '',
    ...timeline.map((event) => `${sayInstant(event.at)} ${sayEvent(event)}`),
    '',
  ].join('\n')
}

function evidenceLines(view: View, names: FleetSettings): readonly string[] {
  const { seenBy, notSeenBy, cannotTell } = view.evidence
  const votes = [
    ['Seen by', seenBy],
    ['not by', notSeenBy],
    ['cannot tell:', cannotTell],
  ] as const
  const said = votes.filter(([, who]) => who.length > 0).map(([how, who]) => `${how} ${who.join(', ')}`)
  return [
    sayEvidence(view, names),
    ...listEvidence(view, names).map((line) => `  ${line}`),
    ...(said.length > 0 ? [`${said.join('; ')}.`] : []),
  ]
}
