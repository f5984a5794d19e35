/** About incident: what the commands share that do something about one incident, which is named by its id. */

import { attendedIncidents } from '../../lib/domain/incidents/attention.ts'
import { hasEnded, type Lifetime, lifetimes, standing } from '../../lib/domain/incidents/lifetime.ts'
import { lifetimeById } from '../../lib/domain/incidents/lifetime-by-id.ts'
import type { Deed } from '../../lib/domain/people/deed.ts'
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
  readonly id: string
  readonly values: StoreChoice & { readonly as?: string | undefined; readonly json?: boolean | undefined }
  readonly io: Io
  readonly particulars: (life: Lifetime, facts: StoreFacts) => Field<Particulars>
  /** What was done, in lines for people. */
  readonly words: (deed: IncidentDeed, life: Lifetime, facts: StoreFacts) => readonly string[]
}

/** Exit 0 when it was written, 1 when the incident is over, 2 when the id or anything else is wrong. */
export async function doAbout({ verb, id, values, io, particulars, words }: Doing): Promise<number> {
  const cannot = (why: string) => usageError(io, `Cannot ${verb} ${id}: ${why}`)
  return await atFacts({ place: values, io, cannot }, async (facts) => {
    const life = meant(id, facts)
    if (typeof life === 'string') return cannot(life)
    if (hasEnded(life)) {
      io.stderr.write(`watchfire: ${sayLife(life)} is over: nothing was written\n`)
      return 1
    }
    const start = deedStart({ as: values.as, env: io.env, now: facts.now })
    if (!start.ok) return cannot(start.error)
    const own = particulars(life, facts)
    if (!own.ok) return cannot(own.error)
    const { kind, subject, ids } = life
    const deed = { ...start.value, ...own.value, kind, subject, incident: ids[0] } as IncidentDeed
    if (!(await facts.put(deed))) return 2
    const lines = () => words(deed, life, facts).map((line) => `${line}\n`)
    io.stdout.write(values.json ? jsonDocument(deed) : lines().join(''))
    return 0
  })
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
