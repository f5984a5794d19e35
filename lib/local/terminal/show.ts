/** Show: what `watch` tells while it runs: a live screen, plain lines, or a line of JSON for each event. */

import type { View } from '../../domain/incidents/incident.ts'
import { keyOf } from '../../domain/kinds/subject.ts'
import type { Look } from '../../domain/look/look.ts'
import { jsonNotice } from '../../domain/notices/channels/json-notice.ts'
import { sayEvidence } from '../../domain/notices/evidence-words.ts'
import type { Notice } from '../../domain/notices/notice.ts'
import type { Deed } from '../../domain/people/deed.ts'
import { sayUnsent, type Unsent } from '../../domain/people/sent-from-here.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { judge } from '../../domain/verdicts/judge.ts'
import type { Clock } from '../../ports.ts'
import type { RoundEvent } from '../../work/round.ts'
import { lookReport } from '../look-report.ts'
import type { Snapshot } from '../snapshot.ts'
import { liveView } from './live-view.ts'
import { plainLines } from './plain-lines.ts'
import { closeAtExit, openScreen } from './screen.ts'

export interface Show {
  told(event: RoundEvent): void
  /** One line of the demo's story. */
  say(line: string): void
  close(): void
}

export interface ShowStart {
  readonly clock: Pick<Clock, 'now'>
  readonly settings: Settings
  readonly storeSaid: string
  readonly deskSaid: string
  readonly unsentSaid: readonly string[]
  readonly troubles: () => readonly string[]
}

/** Notices and story lines kept for the screen. */
const KEPT_MAX = 20

/** Redraws a full screen in place. */
export function showLive(stream: NodeJS.WriteStream, start: ShowStart & { readonly color: boolean }): Show {
  const gathered = gather(start)
  const screen = openScreen(stream)
  const callOff = closeAtExit(screen, process)
  const draw = () => {
    const size = { columns: stream.columns, rows: stream.rows, color: start.color }
    screen.draw(liveView(gathered.snapshot(), size))
  }
  draw()
  stream.on('resize', draw)
  const timer = setInterval(draw, 1_000)
  return {
    told: (event) => gathered.take(event, draw),
    say: (line) => gathered.say(line, draw),
    close() {
      clearInterval(timer)
      stream.off('resize', draw)
      screen.close()
      callOff()
    },
  }
}

/** Writes a line when something changed. */
export function showPlain(stream: NodeJS.WriteStream, start: ShowStart): Show {
  const gathered = gather(start)
  let before: Snapshot | null = null
  const write = () => {
    const after = gathered.snapshot()
    for (const line of plainLines(before, after)) stream.write(`${line}\n`)
    before = after
  }
  write()
  return {
    told: (event) => gathered.take(event, write),
    say: (line) => gathered.say(line, write),
    close: () => undefined,
  }
}

interface JsonStart {
  readonly settings: Settings
  readonly deskUrl: string
  readonly unsent: readonly Unsent[]
}

/** Writes where the desk is, who gets nothing from here, and each look, each change of an incident and each notice, as one JSON document a line. */
export function showJson(stream: NodeJS.WriteStream, { settings, deskUrl, unsent }: JsonStart): Show {
  const phases = new Map<string, string>()
  const write = (type: string, what: object) => stream.write(`${JSON.stringify({ type, ...what })}\n`)
  const report = (look: Look) => {
    const only = { ...settings, vantages: [{ name: look.vantage }] }
    return lookReport(look, judge([look], only, { now: look.at, freshMs: Number.POSITIVE_INFINITY }), only)
  }
  write('desk', { url: deskUrl })
  if (unsent.length > 0) write('unsent', { contacts: unsent, says: sayUnsent(unsent).join(' ') })
  return {
    told(event) {
      if (event.kind === 'look') write('look', report(event.look))
      if (event.kind === 'notice') write('notice', jsonNotice(event.notice))
      if (event.kind === 'judged')
        for (const view of changed(event.judged.facts.own, phases))
          write('incident', { ...view, says: sayEvidence(view, settings) })
    },
    say: (line) => write('story', { says: line }),
    close: () => undefined,
  }
}

/** Views whose phase is another than the last time. */
function changed(views: readonly View[], phases: Map<string, string>): View[] {
  return views.filter((view) => {
    const key = `${view.vantage} ${keyOf(view)}`
    const isNew = phases.get(key) !== view.phase
    phases.set(key, view.phase)
    return isNew
  })
}

function gather(start: ShowStart) {
  const looks = new Map<string, Look>()
  const views = new Map<string, readonly View[]>()
  let deeds: readonly Deed[] = []
  let notices: readonly Notice[] = []
  let story: Snapshot['story'] = []
  return {
    snapshot: (): Snapshot => ({
      ...start,
      troubles: start.troubles(),
      now: start.clock.now(),
      looks: new Map(looks),
      views: [...views.values()].flat(),
      deeds,
      notices,
      story,
    }),
    take(event: RoundEvent, then: () => void) {
      if (event.kind === 'look') looks.set(event.look.vantage, event.look)
      if (event.kind === 'judged') {
        views.set(event.vantage, event.judged.facts.own)
        deeds = event.judged.facts.deeds
      }
      if (event.kind === 'notice') notices = [...notices, event.notice].slice(-KEPT_MAX)
      then()
    },
    say(line: string, then: () => void) {
      story = [...story, { at: start.clock.now(), says: line }].slice(-KEPT_MAX)
      then()
    },
  }
}
