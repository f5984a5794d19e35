/** Plain lines: what changed between two snapshots, for output that goes to a file, a pipe or a log. */
import { slotAt } from '../../domain/chain/chain.ts'
import { isLive } from '../../domain/incidents/incident.ts'
import { type Merged, worstFirst } from '../../domain/incidents/merged-views.ts'
import { keyOf } from '../../domain/kinds/subject.ts'
import { type Look, type NodeLook, reachedNodes } from '../../domain/look/look.ts'
import { fleetOf } from '../../domain/look/own-nodes.ts'
import { sayEvidence } from '../../domain/notices/evidence-words.ts'
import type { Notice } from '../../domain/notices/notice.ts'
import { presetChain } from '../../domain/settings/settings.ts'
import { count, listed } from '../../domain/text/lists.ts'
import { sayDuration, sayTime, sayWhen } from '../../domain/text/time.ts'
import type { Snapshot } from '../snapshot.ts'
import { sayDeed } from './deed-words.ts'
import { sayFaultShort } from './fault-words.ts'
import { isFresh, knownLooks, mergedViews } from './freshness.ts'
import { line, paint } from './line.ts'

/** The story first, then what was seen, then what is made of it, then what people did, then who was told. */
export function plainLines(before: Snapshot | null, after: Snapshot): string[] {
  const lines = [
    ...(before === null ? [greeting(after), ...after.unsentSaid] : []),
    ...storyLines(before, after),
    ...knownLooks(after)
      .toReversed()
      .flatMap((look) => lookLines(before, after, look)),
    ...incidentLines(before, after),
    ...deedLines(before, after),
    ...noticeLines(before, after),
  ]
  return lines.map((text) => paint(line(text), { columns: Number.POSITIVE_INFINITY, color: false }))
}

function greeting({ settings, storeSaid, deskSaid }: Snapshot): string {
  const vantages = listed(
    settings.vantages.map(({ name }) => name),
    10,
  )
  const often = sayDuration(settings.cadenceMs)
  return `Watching ${count(settings.nodes.length, 'node')} of ${settings.network.name} from ${vantages}, every ${often}. ${storeSaid}. ${deskSaid}`
}

function storyLines(before: Snapshot | null, after: Snapshot): readonly string[] {
  const told = new Set(before?.story.map(({ at, says }) => `${at} ${says}`))
  return after.story
    .filter(({ at, says }) => !told.has(`${at} ${says}`))
    .map(({ at, says }) => `${sayTime(at)} story: ${says}`)
}

/** A look says something when it differs from the one before, or is the first after a silence. */
function lookLines(before: Snapshot | null, after: Snapshot, look: Look): readonly string[] {
  const last = before?.looks.get(look.vantage)
  const wasFresh = before !== null && last !== undefined && isFresh(before, last.at)
  if (last?.at === look.at)
    return wasFresh && !isFresh(after, look.at)
      ? [`${sayTime(after.now)} ${look.vantage} silent since its look of ${sayWhen(look.at, after.now)}`]
      : []
  const changed = last === undefined || !wasFresh || signatureOf(last) !== signatureOf(look)
  return changed ? [sayLook(look, after)] : []
}

/** Equal for looks that differ in nothing but heads, times and counts. */
function signatureOf(look: Look): string {
  const sides = look.sides.sides.map(({ nodes }) => [...nodes].sort().join(' ')).sort()
  return JSON.stringify([
    look.nodes.map((node) => [node.id, conditionOf(node)]),
    sides.length > 1 ? sides : sides.length,
  ])
}

/** What is special about a node; empty when it is reached and says nothing is wrong. */
function conditionOf(node: NodeLook): string {
  switch (node.state) {
    case 'failed':
      return `down (${sayFaultShort(node.fault)[0]})`
    case 'unknown':
      return `not known (${sayFaultShort(node.fault)[0]})`
    case 'reached': {
      if (node.syncing === 'unknown') return ''
      const { syncing, optimistic, executionOffline } = node.syncing
      return [
        ...(executionOffline === true ? ['execution offline'] : []),
        ...(syncing === true ? ['syncing'] : []),
        ...(optimistic === true ? ['optimistic'] : []),
      ].join(', ')
    }
  }
}

/** `10:04:00Z eu-central-1 slot 1234 · 6 of 7 nodes reached · 1 side · down (refused): fra1-teku-1`. */
function sayLook(look: Look, { settings }: Snapshot): string {
  const chain = look.chain ?? presetChain(settings)
  const slot = chain === null ? 'slot unknown' : `slot ${slotAt(chain, look.at)}`
  const fleet = fleetOf(look)
  const reached = reachedNodes(look).filter(({ role }) => role === 'node').length
  return [
    `${sayTime(look.at)} ${look.vantage} ${slot}`,
    `${reached} of ${count(fleet.length, 'node')} reached`,
    saySides(look),
    ...sayConditions(look),
  ].join(' · ')
}

/** Each condition with the nodes that are in it. */
function sayConditions(look: Look): readonly string[] {
  const unwell = look.nodes.filter((node) => conditionOf(node) !== '')
  return [...Map.groupBy(unwell, conditionOf)].map(
    ([condition, nodes]) => `${condition}: ${listed(nodes.map(({ id }) => id))}`,
  )
}

function saySides({ sides: { sides } }: Look): string {
  const each = sides.map(({ nodes }) => listed(nodes, 5)).join(' / ')
  return `${count(sides.length, 'side')}${sides.length > 1 ? `: ${each}` : ''}`
}

function incidentLines(before: Snapshot | null, after: Snapshot): readonly string[] {
  const earlier = before === null ? new Map<string, Merged>() : mergedViews(before)
  const now = mergedViews(after)
  const changed = [...now]
    .toSorted(([, a], [, b]) => worstFirst(a, b))
    .flatMap(([key, merged]) => sayChange(earlier.get(key), merged, after))
  const lost = [...earlier].filter(([key, { view }]) => isLive(view) && !now.has(key))
  return [
    ...changed,
    ...lost.map(
      ([, { view }]) => `${sayTime(after.now)} dropped ${nameOf(view)}: nobody who judges now holds it`,
    ),
  ]
}

function sayChange(
  last: Merged | undefined,
  { view, views }: Merged,
  { now, settings }: Snapshot,
): readonly string[] {
  const was = last?.view.phase
  const isWorse = last !== undefined && isLive(view) && last.view.severity !== view.severity
  if (was === view.phase && !isWorse) return []
  const name = `${sayTime(now)} ${sayPhase(view.phase, was)} ${view.severity} ${nameOf(view)}`
  const since = `since ${sayWhen(view.since, now)}`
  switch (view.phase) {
    case 'suspect':
    case 'open':
      return view.explainedBy === undefined
        ? [
            `${name} ${since}, in ${views} of ${count(settings.vantages.length, 'view')}: ${sayEvidence(view, settings)}`,
          ]
        : [`${name}, explained by ${view.explainedBy}`]
    case 'clearing':
      return [`${name} ${since}`]
    case 'closed':
      // A suspicion that came to nothing was no incident; one already over at the start is no news.
      if (view.openedAt === undefined) return was === undefined ? [] : [`${name}: it came to nothing`]
      return last === undefined ? [] : [`${name} after ${sayDuration(view.phaseSince - view.since)}`]
  }
}

function sayPhase(phase: Merged['view']['phase'], was: Merged['view']['phase'] | undefined): string {
  if (phase === 'suspect') return 'suspected'
  if (phase !== 'open') return phase
  return was === 'clearing' ? 'OPEN AGAIN' : 'OPEN'
}

function nameOf(view: Merged['view']): string {
  return `${keyOf(view)} (${view.id})`
}

/** What was done before this watch began is no news. */
function deedLines(before: Snapshot | null, after: Snapshot): readonly string[] {
  if (before === null) return []
  const done = new Set(before.deeds.map(({ id }) => id))
  return after.deeds.filter(({ id }) => !done.has(id)).map((deed) => sayDeed(deed, after.now))
}

function noticeLines(before: Snapshot | null, after: Snapshot): readonly string[] {
  const told = new Set(before?.notices.map(identityOf))
  return after.notices
    .filter((notice) => !told.has(identityOf(notice)))
    .flatMap((notice) => [
      `${sayTime(notice.at)} notice to ${notice.contact} (${notice.step}):`,
      ...notice.text
        .trimEnd()
        .split('\n')
        .map((text) => `    ${text}`),
    ])
}

function identityOf({ at, vantage, incident, step, contact }: Notice): string {
  return [at, vantage, incident, step, contact].join(' ')
}
