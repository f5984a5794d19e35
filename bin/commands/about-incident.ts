/** About incident: what the commands share that do something about one incident, which is named by its id. */

import { attendedIncidents } from '../../lib/domain/incidents/attention.ts'
import { hasEnded, type Lifetime, lifetimes, standing } from '../../lib/domain/incidents/lifetime.ts'
import { lifetimeById } from '../../lib/domain/incidents/lifetime-by-id.ts'
import { keyOf } from '../../lib/domain/kinds/subject.ts'
import type { Deed } from '../../lib/domain/people/deed.ts'
import { failed, ok, type Result } from '../../lib/domain/text/result.ts'
import { deedStart, type Field } from './deed-fields.ts'
import { atFacts, type StoreChoice, type StoreFacts } from './facts-at.ts'
import { type Io, usageError } from './io.ts'
import { jsonDocument } from './json-document.ts'

type IncidentDeed = Extract<Deed, { readonly what: 'ack' | 'escalate' | 'note' }>

/** What is particular to one command, once it is known which incident is meant. */
type Particulars = Pick<IncidentDeed, 'what' | 'until' | 'reason'>

interface Doing {
  /** `acknowledge`, as in `Cannot acknowledge Q5RPX`. */
  readonly verb: string
  /** As they were typed. */
  readonly ids: readonly string[] | 'all'
  readonly values: StoreChoice & { readonly as?: string | undefined; readonly json?: boolean | undefined }
  readonly io: Io
  /** What is particular to one command, once it is known which incident is meant. */
  readonly particulars: (life: Lifetime, facts: StoreFacts) => Field<Particulars>
  /** What was done, in lines for people. */
  readonly words: (deed: IncidentDeed, life: Lifetime, facts: StoreFacts) => readonly string[]
}

/** Exit 0 when all was written, 1 when an incident is over or there is none, 2 when an id or anything else is wrong. */
export async function doAbout(doing: Doing): Promise<number> {
  const { verb, ids, values, io, words } = doing
  const cannot = (why: string, id = ids === 'all' ? ids : ids.join(' ')) =>
    usageError(io, `Cannot ${verb} ${id}: ${why}`)
  return await atFacts({ place: values, io, cannot }, async (facts) => {
    const lives = ids === 'all' ? ok(untended(facts)) : livesOf(ids, facts)
    if (!lives.ok) return cannot(lives.error.why, lives.error.id)
    const deeds = deedsAbout(lives.value, facts, doing)
    if (!deeds.ok) return cannot(deeds.error)
    const ended = lives.value.filter(hasEnded)
    for (const life of ended) io.stderr.write(`watchfire: ${sayLife(life)} is over: nothing was written\n`)
    if (lives.value.length === 0)
      io.stderr.write('watchfire: Nothing is open that nobody has in hand: nothing was written\n')
    for (const [deed] of deeds.value) if (!(await facts.put(deed))) return 2
    const lines = () => deeds.value.flatMap(([deed, life]) => words(deed, life, facts))
    const written = deeds.value.map(([deed]) => deed)
    if (values.json && (ids === 'all' || ids.length > 1)) io.stdout.write(jsonDocument(written))
    else if (values.json) io.stdout.write(written.map(jsonDocument).join(''))
    else
      io.stdout.write(
        lines()
          .join('\n')
          .replace(/(?<=.)$/, '\n'),
      )
    return ended.length > 0 || lives.value.length === 0 ? 1 : 0
  })
}

/** What people are told of and nobody has acknowledged. */
function untended(facts: StoreFacts): readonly Lifetime[] {
  const attended = attendedIncidents(facts)
  const explained = new Set(attended.flatMap(({ explains }) => explains.map(keyOf)))
  const free = attended.filter(
    ({ view, acknowledged }) => acknowledged === null && !explained.has(keyOf(view)),
  )
  return lifetimes(facts).filter((life) => free.some(({ view }) => life.ids.includes(view.id)))
}

/** Each once, however often it was typed. */
function livesOf(
  ids: readonly string[],
  facts: StoreFacts,
): Result<readonly Lifetime[], { readonly id: string; readonly why: string }> {
  const lives = new Map<string, Lifetime>()
  for (const id of ids) {
    const life = meant(id, facts)
    if (typeof life === 'string') return failed({ id, why: life })
    lives.set(`${keyOf(life)} ${life.ids[0]}`, life)
  }
  return ok([...lives.values()])
}

/** Of those that are not over; nothing is written before all of them can be. */
function deedsAbout(
  lives: readonly Lifetime[],
  facts: StoreFacts,
  { values, io, particulars }: Doing,
): Field<readonly (readonly [IncidentDeed, Lifetime])[]> {
  const deeds: (readonly [IncidentDeed, Lifetime])[] = []
  for (const life of lives.filter((one) => !hasEnded(one))) {
    const start = deedStart({ as: values.as, env: io.env, now: facts.now })
    if (!start.ok) return start
    const own = particulars(life, facts)
    if (!own.ok) return own
    const { kind, subject, ids } = life
    deeds.push([{ ...start.value, ...own.value, kind, subject, incident: ids[0] } as IncidentDeed, life])
  }
  return ok(deeds)
}

/** The lifetime that the id names, or why it names none, as the end of a sentence. */
export function meant(id: string, facts: StoreFacts): Lifetime | string {
  const all = lifetimes(facts)
  const found = lifetimeById(id, all)
  switch (found.kind) {
    case 'one':
      return found.life
    case 'several':
      return [`${found.lives.length} incidents are called that:`, ...found.lives.map(sayLife)].join('\n  ')
    case 'none': {
      const hint = found.near === undefined ? '' : `; did you mean ${found.near}?`
      return `no incident is called that${hint}\n${sayOpen(facts)}`
    }
  }
}

/** `Q5RPX critical chain-split fleet`. */
export function sayLife(life: Lifetime): string {
  const severity = standing(life)?.view.severity
  return sayNames(life.ids[0], { ...life, ...(severity && { severity }) })
}

interface IncidentNames {
  readonly severity?: string
  readonly kind: string
  readonly subject: string
}

function sayNames(id: string, { severity, kind, subject }: IncidentNames): string {
  return [id, severity, kind, subject].filter((part) => part !== undefined).join(' ')
}

function sayOpen(facts: StoreFacts): string {
  const open = attendedIncidents(facts).map(({ view }) => `  ${sayNames(view.id, view)}`)
  return open.length === 0 ? 'No incident is open.' : ['Open are:', ...open].join('\n')
}

/** What keeps the deed from having the effect that was meant. */
export function sayExplained(life: Lifetime, verb: string): readonly string[] {
  const by = standing(life)?.view.explainedBy
  return by === undefined
    ? []
    : [`It is explained by ${by}, which is what people are told of: ${verb} that one.`]
}
