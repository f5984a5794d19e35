/** Play story: tells a story on a stage, and waits after each act until Watchfire has found or closed what it should. */
import { sayDuration } from '../../domain/text/time.ts'
import type { Clock } from '../../ports.ts'
import type { Act, Action, DemoPath, Expectation, IncidentName } from './demo-story.ts'

/** What a story can break and mend. */
export interface DemoStage {
  cutGossip(dataCenter: string): void | Promise<void>
  healGossip(): void | Promise<void>
  darken(dataCenter: string): void | Promise<void>
  lighten(dataCenter: string): void | Promise<void>
  cutPath(path: DemoPath): void | Promise<void>
  mendPath(path: DemoPath): void | Promise<void>
}

export interface PlayOptions {
  readonly story: readonly Act[]
  readonly stage: DemoStage
  readonly clock: Clock
  /** The incidents that are open now, clearing ones included. */
  readonly openIncidents: () => readonly IncidentName[] | Promise<readonly IncidentName[]>
  /** Takes one line for the terminal. */
  readonly say: (line: string) => void
  /** Ends the play after the step that is under way. */
  readonly signal: AbortSignal
  /** How long each act may take to be found. */
  readonly actLimitMs?: number
}

interface Played {
  /** Whether every act was played, and found. */
  readonly found: boolean
  /** What was not, as one line an act. */
  readonly missed: readonly string[]
}

const ACT_LIMIT_MS = 60_000
const POLL_MS = 200

/** Plays every act, also after one that was missed, so that what was broken is mended. */
export async function playStory(options: PlayOptions): Promise<Played> {
  const missed: string[] = []
  for (const act of options.story) {
    if (options.signal.aborted)
      return { found: false, missed: [...missed, 'the story was stopped before its end'] }
    options.say(act.says)
    const miss = await playAct(act, options)
    if (miss !== null) missed.push(miss)
  }
  return { found: missed.length === 0, missed }
}

/** What was missed, or null. */
async function playAct(act: Act, options: PlayOptions): Promise<string | null> {
  const { actLimitMs = ACT_LIMIT_MS, clock, say, signal, stage } = options
  const from = clock.now()
  await perform(stage, act.action)
  if (await waitFor(act.expect, options)) {
    say(`  ${sayMet(act.expect)} after ${sayDuration(clock.now() - from)}`)
    return null
  }
  const why = signal.aborted ? 'before the story was stopped' : `within ${sayDuration(actLimitMs)}`
  const miss = `${sayUnmet(act.expect)} ${why}`
  say(`  ${miss}`)
  return miss
}

function perform(stage: DemoStage, action: Action): void | Promise<void> {
  switch (action.kind) {
    case 'watch-only':
      return undefined
    case 'cut-gossip':
      return stage.cutGossip(action.dataCenter)
    case 'heal-gossip':
      return stage.healGossip()
    case 'darken':
      return stage.darken(action.dataCenter)
    case 'lighten':
      return stage.lighten(action.dataCenter)
    case 'cut-path':
      return stage.cutPath(action.path)
    case 'mend-path':
      return stage.mendPath(action.path)
  }
}

/** Whether it came true within the limit. */
async function waitFor(expect: Expectation, options: PlayOptions): Promise<boolean> {
  const { actLimitMs = ACT_LIMIT_MS, clock, openIncidents, signal } = options
  const limit = clock.now() + actLimitMs
  let quietSince = clock.now()
  while (!signal.aborted) {
    const open = await openIncidents()
    if (open.length > 0) quietSince = clock.now()
    if (isMet(expect, open, clock.now() - quietSince)) return true
    if (clock.now() >= limit) return false
    await clock.sleep(POLL_MS, signal)
  }
  return false
}

function isMet(expect: Expectation, open: readonly IncidentName[], quietMs: number): boolean {
  switch (expect.kind) {
    case 'quiet':
      return open.length === 0 && quietMs >= expect.forMs
    case 'opened':
      return open.some((incident) => isSame(incident, expect.incident))
    case 'closed':
      return !open.some((incident) => isSame(incident, expect.incident))
  }
}

function isSame(a: IncidentName, b: IncidentName): boolean {
  return a.kind === b.kind && a.subject === b.subject
}

function sayMet(expect: Expectation): string {
  switch (expect.kind) {
    case 'quiet':
      return 'Quiet, as it should be,'
    case 'opened':
      return `Found: ${sayIncident(expect.incident)}`
    case 'closed':
      return `Closed: ${sayIncident(expect.incident)}`
  }
}

function sayUnmet(expect: Expectation): string {
  switch (expect.kind) {
    case 'quiet':
      return `Not quiet for ${sayDuration(expect.forMs)}`
    case 'opened':
      return `Not found: ${sayIncident(expect.incident)}`
    case 'closed':
      return `Not closed: ${sayIncident(expect.incident)}`
  }
}

function sayIncident({ kind, subject }: IncidentName): string {
  return `${kind} (${subject})`
}
