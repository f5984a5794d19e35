/** Link page: what a person sees who opens the link in a message, on a phone at 3 a.m. */
import type { LinkedIncident, LinkState } from '../domain/incidents/link-state.ts'
import { keyOf } from '../domain/kinds/subject.ts'
import { sayEvidence, sayHeadline } from '../domain/notices/evidence-words.ts'
import { nameSubject } from '../domain/notices/phrases/subject-words.ts'
import { runbookLink } from '../domain/notices/runbook-link.ts'
import type { Settings } from '../domain/settings/settings.ts'
import { listed } from '../domain/text/lists.ts'
import { sayDuration, sayInstant, sayTime } from '../domain/text/time.ts'
import type { DeskResponse } from '../work/desk-exchange.ts'
import { type Html, html, page } from './page.ts'

interface LinkPage {
  readonly state: LinkState
  readonly settings: Settings
  readonly now: number
}

export function linkPage({ state, settings, now }: LinkPage): DeskResponse {
  if (state.kind === 'refused') return refusedPage()
  const { incident } = state
  const what = headlineOf(incident, settings)
  const body = [...topOf({ state, settings, now }, what), details(incident, settings, now)]
  return page({ status: 200, title: `${incident.id} ${what}`, body })
}

/** One page for every link that is not accepted, the same to the last byte, so that it tells nothing. */
function refusedPage(): DeskResponse {
  const body = [
    html`<p class="tag critical">NOT ACKNOWLEDGED</p>`,
    html`<h1>This link does not work</h1>`,
    html`<p>It is incomplete, too old, or was used before, and nothing was changed.</p>`,
    html`<p>Open the link in your newest message, or run <b>bin/watchfire ack</b> with the id in the message.</p>`,
  ]
  return page({ status: 403, title: 'This link does not work', body })
}

/** For whoever pressed the button while no replica of the table answered. */
export function unavailablePage(): DeskResponse {
  const body = [
    html`<p class="tag critical">NOT KNOWN TO BE ACKNOWLEDGED</p>`,
    html`<h1>The records cannot be reached from here</h1>`,
    html`<p>Nobody is forgotten: until an acknowledgement is recorded, people are told again.</p>`,
    html`<p>Use the other link in the message, run <b>bin/watchfire ack</b> with the id in the message, or call whoever is told next. Or try again in a minute.</p>`,
  ]
  return page({ status: 503, title: 'The records cannot be reached', body })
}

type AcceptedLink = Exclude<LinkState, { readonly kind: 'refused' }>

/** What must be seen without scrolling. */
function topOf({ state, now }: LinkPage & { readonly state: AcceptedLink }, what: string): readonly Html[] {
  switch (state.kind) {
    case 'open':
      return [
        tagOf(state.incident),
        html`<h1>${what}</h1>`,
        lasting(state.incident, now),
        ...button(state, now),
      ]
    case 'acknowledged':
      return [
        html`<p class="tag well">${state.when === 'now' ? 'ACKNOWLEDGED' : 'ALREADY ACKNOWLEDGED'}</p>`,
        html`<h1>${state.who} has it until ${sayTime(state.until)}</h1>`,
        html`<p>${what}</p>`,
        html`<p class="faint">That is ${sayDuration(state.until - now)} from now.${thereafter(state.incident)}</p>`,
      ]
    case 'over': {
      const ended = state.endedAt === undefined ? '' : `, since ${sayInstant(state.endedAt)}`
      return [
        html`<p class="tag well">OVER</p>`,
        html`<h1>It is over${ended}</h1>`,
        html`<p>${what}</p>`,
        html`<p class="faint">There is nothing to acknowledge. If it began again, that is another incident with a message of its own.</p>`,
      ]
    }
  }
}

function tagOf({ kind, view }: LinkedIncident): Html {
  if (kind === 'drill') return html`<p class="tag well">DRILL</p>`
  const severity = view?.severity ?? 'critical'
  return view === null
    ? html`<p class="tag critical">${kind}</p>`
    : html`<p class="tag ${severity}">${severity.toUpperCase()} ${kind}</p>`
}

function headlineOf({ kind, subject, view }: LinkedIncident, settings: Settings): string {
  if (kind === 'drill') return 'This is a drill: nothing is wrong'
  if (view !== null) return sentence(sayHeadline(view, settings, 'now'))
  return `${kind}: ${nameSubject({ subject }, settings).text}`
}

function sentence(clause: string): string {
  return `${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}`
}

function lasting({ since }: LinkedIncident, now: number): Html {
  return html`<p>For ${sayDuration(now - since)}, since ${sayInstant(since)}</p>`
}

function button(state: Extract<LinkState, { kind: 'open' }>, now: number): readonly Html[] {
  const { who, ackMs, standing, incident } = state
  const others = standing.map((ack) => `${ack.who} until ${sayTime(ack.until)}`)
  return [
    ...(others.length === 0 ? [] : [html`<p class="well">Acknowledged by ${listed(others, 3)}</p>`]),
    html`<form method="post"><button>Acknowledge</button></form>`,
    html`<p class="faint">As ${who}, until ${sayTime(now + ackMs)} (${sayDuration(ackMs)}).${thereafter(incident)}</p>`,
  ]
}

function thereafter({ kind }: LinkedIncident): string {
  return kind === 'drill' ? '' : ' If it is still open then, people are told again.'
}

function details(incident: LinkedIncident, settings: Settings, now: number): Html {
  const { id, view } = incident
  const rows: readonly (readonly [string, string | Html])[] = [
    ...(view === null ? [] : [['What is seen', sayEvidence(view, settings)] as const]),
    ['Incident', `${id} ${keyOf(incident)}`],
    ...(view === null ? [] : [['Runbook', link(runbookLink(settings, view.kind))] as const]),
    ['This page', `as of ${sayInstant(now)}; it does not renew itself`],
  ]
  const lines = rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)
  return html`<dl>${{ html: lines.map((line) => line.html).join('') }}</dl>`
}

function link(url: string): string | Html {
  return /^https?:\/\//i.test(url) ? html`<a href="${url}" rel="noreferrer noopener">${url}</a>` : url
}
