/** `watchfire override`: one contact stands in for another for a time, in every rotation and every step. */
import type { Override } from '../../lib/domain/people/deed.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { nearest } from '../../lib/domain/text/nearest.ts'
import { failed, ok } from '../../lib/domain/text/result.ts'
import { DAY_MS, sayDuration, sayInstant } from '../../lib/domain/text/time.ts'
import { COMMANDS } from './command-table.ts'
import { deedStart, type Field, readUntil } from './deed-fields.ts'
import { atFacts, type StoreFacts } from './facts-at.ts'
import { type Io, usageError } from './io.ts'
import { jsonDocument } from './json-document.ts'
import { readOptions } from './options.ts'

/** Longer than a holiday; what lasts longer belongs in the settings. */
const LENGTH_MS_MAX = 31 * DAY_MS

/** Exit 0 when it is agreed, 1 when there is nothing to take back, 2 for a contact that is not known or bad usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const read = readOptions(args, COMMANDS.override)
  if (!read.ok) return usageError(io, `Cannot override: ${read.error}`)
  const { values, given } = read.value
  const contact = given.CONTACT
  const cannot = (why: string) => usageError(io, `Cannot override ${contact}: ${why}`)
  const standIn = values.with
  return await atFacts({ place: values, io, cannot }, async (facts) => {
    const unknown = [contact, standIn].map((id) => unknownContact(id, facts.settings)).find(Boolean)
    if (unknown !== undefined) return cannot(unknown)
    const until = contact === standIn ? takingBack(contact, facts) : lasting(values.until, facts)
    if (until === 'none') {
      io.stderr.write(`watchfire: Nobody stands in for ${contact}: nothing was written\n`)
      return 1
    }
    if (!until.ok) return cannot(until.error)
    const start = deedStart({ as: values.as, env: io.env, now: facts.now })
    if (!start.ok) return cannot(start.error)
    const deed: Override = { ...start.value, what: 'override', contact, with: standIn, until: until.value }
    if (!(await facts.put(deed))) return 2
    io.stdout.write(values.json ? jsonDocument(deed) : words(deed))
    return 0
  })
}

function lasting(until: string | undefined, { now }: StoreFacts): Field<number> {
  return until === undefined
    ? failed('--until is missing, expected when it ends, such as 8h or 2026-11-23T08:00+01:00')
    : readUntil(until, '--until', { now, maxMs: LENGTH_MS_MAX })
}

/** As long as the overrides that it takes back, or they would count again. */
function takingBack(contact: string, { deeds, now }: StoreFacts): Field<number> | 'none' {
  const ends = deeds
    .filter((deed) => deed.what === 'override')
    .filter((deed) => deed.contact === contact && now < deed.until)
    .toSorted((a, b) => a.at - b.at)
  const last = ends.at(-1)
  if (last === undefined || last.with === contact) return 'none'
  return ok(Math.max(...ends.map(({ until }) => until)))
}

/** Rotations are no contacts: a person is replaced, wherever they are on call. */
function unknownContact(id: string, settings: Settings | null): string | undefined {
  if (settings === null || settings.contacts.some((one) => one.id === id)) return undefined
  const rotation = settings.rotations.find((one) => one.id === id)
  if (rotation) return `${id} is a rotation, expected one of its people: ${rotation.people.join(', ')}`
  const known = settings.contacts.map((one) => one.id)
  const near = nearest(id, known)
  if (near !== undefined) return `there is no contact ${id}; did you mean ${near}?`
  return `there is no contact ${id}; the settings have ${known.length === 0 ? 'none' : known.join(', ')}`
}

function words({ contact, with: standIn, who, at, until }: Override): string {
  if (contact === standIn) return `${contact} is told again what is theirs, by ${who}.\n`
  const time = `until ${sayInstant(until)} (${sayDuration(until - at)})`
  return `${standIn} is told what would go to ${contact} ${time}, by ${who}.\n`
}
