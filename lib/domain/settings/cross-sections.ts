/** Cross-sections: what ties one section of the settings to another: every name is given once, and every mention finds it. */

import { ALL_KINDS } from '../kinds/kinds.ts'
import { nodeSubject, writeSubject } from '../kinds/subject.ts'
import { expectedOf, type KeyProblem, problemAt } from './key-problem.ts'
import type { ContactSettings } from './sections/contact-settings.ts'
import { vantageNames } from './sections/vantage-settings.ts'
import type { Settings } from './settings.ts'
import { at, items, quote, sayPath, type TextAt, texts, type ValueAt } from './value-at.ts'

export function crossProblems(root: ValueAt): readonly KeyProblem[] {
  const names = namesIn(root)
  const scopes = scopesIn(names)
  return [
    ...Object.values(names).flatMap(duplicates),
    ...mentions(root, names).flatMap(mentionProblems),
    ...textsBelow(at(root, 'maintenance'), 'scope').flatMap((scope) => scopeProblems(scope, scopes)),
  ]
}

/** Names that share one space, so that no two of them may be equal. */
interface NameSpace {
  readonly noun: string
  readonly given: readonly TextAt[]
}

function namesIn(root: ValueAt) {
  const ids = (section: string, key = 'id') => textsBelow(at(root, section), key)
  return {
    vantages: { noun: 'vantage', given: items(at(root, 'vantages')).flatMap(vantageNames) },
    dataCenters: { noun: 'data centre', given: ids('dataCenters') },
    endpoints: { noun: 'node or reference', given: [...ids('nodes'), ...ids('references')] },
    groups: { noun: 'validator group', given: ids('validators', 'group') },
    maintenance: { noun: 'maintenance window', given: ids('maintenance') },
    people: { noun: 'contact or rotation', given: [...ids('contacts'), ...ids('rotations')] },
  } satisfies Record<string, NameSpace>
}

type NamesOfSections = ReturnType<typeof namesIn>

function textsBelow(list: ValueAt, key: string): readonly TextAt[] {
  return items(list).flatMap((item) => texts(at(item, key)))
}

function ofSection(section: string, { given }: NameSpace): readonly TextAt[] {
  return given.filter(({ path }) => path[0] === section)
}

function duplicates({ noun, given }: NameSpace): readonly KeyProblem[] {
  const firsts = firstOfEach(given)
  return given.flatMap(({ path, value }, index) => {
    const first = firsts.get(value)!
    if (first === index) return []
    const taken = `is ${quote(value)}, which ${sayPath(given[first]!.path)} is as well`
    return [problemAt(path, `${taken}, expected every ${noun} to have a name of its own`)]
  })
}

/** Where each value stands first. */
function firstOfEach(given: readonly TextAt[]): ReadonlyMap<string, number> {
  return new Map(given.map(({ value }, index) => [value, index] as const).toReversed())
}

/** A list (or a single value) that names things, and the names it can choose from. */
interface Mentions {
  readonly noun: string
  readonly named: readonly TextAt[]
  readonly among: ReadonlySet<string>
}

function mentions(root: ValueAt, names: NamesOfSections): readonly Mentions[] {
  return [...vantagesNamed(root, names), ...namedByNodes(root, names), ...peopleNamed(root, names)]
}

function vantagesNamed(root: ValueAt, { vantages }: NamesOfSections): readonly Mentions[] {
  return [items(at(root, 'pagingRegions')).flatMap(texts), texts(at(root, 'home'))].map((named) => ({
    noun: 'vantage',
    named,
    among: valuesOf(vantages.given),
  }))
}

function namedByNodes(root: ValueAt, { dataCenters, groups }: NamesOfSections): readonly Mentions[] {
  const [sites, served] = [valuesOf(dataCenters.given), valuesOf(groups.given)]
  return items(at(root, 'nodes')).flatMap((node) => [
    { noun: 'data centre', named: texts(at(node, 'dataCenter')), among: sites },
    { noun: 'validator group', named: items(at(node, 'serves')).flatMap(texts), among: served },
  ])
}

function peopleNamed(root: ValueAt, { people }: NamesOfSections): readonly Mentions[] {
  const steps = ['critical', 'warning'].flatMap((tells) => items(at(root, 'escalation', tells, 'steps')))
  const told = [...steps.map((step) => at(step, 'notify')), at(root, 'drill', 'contacts')]
  const turns = items(at(root, 'rotations')).map((rotation) => at(rotation, 'people'))
  const contacts = valuesOf(ofSection('contacts', people))
  const everybody = valuesOf(people.given)
  return [
    ...turns.map((list) => ({ noun: 'contact', named: items(list).flatMap(texts), among: contacts })),
    ...told.map((list) => ({
      noun: 'contact or rotation',
      named: items(list).flatMap(texts),
      among: everybody,
    })),
  ]
}

function mentionProblems({ noun, named, among }: Mentions): readonly KeyProblem[] {
  const firsts = firstOfEach(named)
  return named.flatMap(({ path, value }, index) => {
    if (!among.has(value)) {
      const expected = () =>
        among.size === 0 ? `expected one, but there is none` : expectedOf(value, [...among])
      return [problemAt(path, () => `is ${quote(value)}, which is the name of no ${noun}, ${expected()}`)]
    }
    return firsts.get(value) === index
      ? []
      : [problemAt(path, `is ${quote(value)} once more, expected every ${noun} once`)]
  })
}

function valuesOf(given: readonly TextAt[]): ReadonlySet<string> {
  return new Set(given.map(({ value }) => value))
}

/** All that a maintenance window may cover. */
function scopesIn({ endpoints, dataCenters }: NamesOfSections): ReadonlySet<string> {
  return new Set([
    ...ofSection('nodes', endpoints).map(({ value }) => nodeSubject(value)),
    ...dataCenters.given.map(({ value }) => writeSubject({ about: 'data-center', name: value })),
    ...ALL_KINDS.filter((kind) => kind !== 'blind').map((kind) => `kind:${kind}`),
  ])
}

function scopeProblems({ path, value }: TextAt, scopes: ReadonlySet<string>): readonly KeyProblem[] {
  if (scopes.has(value)) return []
  if (value === 'kind:blind')
    return [problemAt(path, 'is "kind:blind", which is never kept quiet, expected another scope')]
  const says = () =>
    `is ${quote(value)}, which is no node, data centre or kind, ${expectedScope(value, [...scopes])}`
  return [problemAt(path, says)]
}

function expectedScope(value: string, scopes: readonly string[]): string {
  const bare = scopes.find((scope) => scope.endsWith(`:${value}`))
  if (bare !== undefined) return `did you mean ${quote(bare)}?`
  const [prefix] = value.split(':')
  const alike = scopes.filter((scope) => scope.startsWith(`${prefix}:`))
  return expectedOf(value, alike.length > 0 ? alike : scopes)
}

/** Doubts about those who hear nothing, or of whom too much depends. */
export function unheardPeople(settings: Settings): readonly KeyProblem[] {
  return [...unusedPeople(settings), ...lonePhones(settings)]
}

/** Contacts that no step reaches, by name or by rotation, and rotations that no step names. */
function unusedPeople(settings: Settings): readonly KeyProblem[] {
  const { contacts, rotations, escalation } = settings
  const named = [escalation.critical, escalation.warning].flatMap(({ steps }) =>
    steps.flatMap(({ notify }) => notify),
  )
  const reached = named.flatMap((name) => everyoneIn(name, settings))
  const unused = (ids: readonly { id: string }[], used: readonly string[]): readonly number[] => {
    const names = new Set(used)
    return ids.flatMap(({ id }, index) => (names.has(id) ? [] : [index]))
  }
  return [
    ...unused(contacts, reached).map((index) => problemAt(['contacts', index], NEVER_REACHED)),
    ...unused(rotations, named).map((index) => problemAt(['rotations', index], NEVER_NAMED)),
  ]
}

const NEVER_REACHED = 'is reached by no step of escalation, expected one that names it'
const NEVER_NAMED = 'is named by no step of escalation, expected one that does'

/** A phone can be off, out of reach or out of battery, and then nobody else hears of what is critical. */
function lonePhones(settings: Settings): readonly KeyProblem[] {
  const names = new Set(settings.escalation.critical.steps.flatMap(({ notify }) => notify))
  if (names.size !== 1) return []
  const alone = [...names].flatMap((name) => everyoneIn(name, settings))
  return settings.contacts.flatMap((contact, index) =>
    alone.includes(contact.id) && isPhoneOnly(contact) ? [problemAt(['contacts', index], LONE_PHONE)] : [],
  )
}

const LONE_PHONE =
  'is a phone (sms) that may be the only one told of what is critical, expected email, https or webhook as well, or others in the steps'

function isPhoneOnly({ sms, email, https, webhook }: ContactSettings): boolean {
  return sms !== undefined && email === undefined && https === undefined && webhook === undefined
}

/** The contacts that a contact or a rotation stands for at one time or another. */
function everyoneIn(name: string, { rotations }: Pick<Settings, 'rotations'>): readonly string[] {
  return rotations.find(({ id }) => id === name)?.people ?? [name]
}
