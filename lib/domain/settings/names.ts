/** Names: every id is given once, and every mention of one finds it. */
import { type Complaint, complain, expectedOf } from './complaint.ts'
import { at, items, type Place, quote, sayPath, type TextPlace, texts } from './place.ts'

export function nameComplaints(root: Place): readonly Complaint[] {
  const names = namesIn(root)
  return [...Object.values(names).flatMap(duplicates), ...mentions(root, names).flatMap(mentionComplaints)]
}

/** The name of a vantage, in any of its forms. */
export function vantageNames(vantage: Place): readonly TextPlace[] {
  return [vantage, at(vantage, 'region'), at(vantage, 'name')].flatMap(texts).slice(0, 1)
}

/** Names that share one space, so that no two of them may be equal. */
interface NameSpace {
  readonly noun: string
  readonly places: readonly TextPlace[]
}

function namesIn(root: Place) {
  const listed = (section: string, key = 'id'): readonly TextPlace[] =>
    items(at(root, section)).flatMap((item) => texts(at(item, key)))
  return {
    vantages: { noun: 'vantage', places: items(at(root, 'vantages')).flatMap(vantageNames) },
    dataCenters: { noun: 'data centre', places: listed('dataCenters') },
    endpoints: { noun: 'node or reference', places: [...listed('nodes'), ...listed('references')] },
    groups: { noun: 'validator group', places: listed('validators', 'group') },
    maintenance: { noun: 'maintenance window', places: listed('maintenance') },
    people: { noun: 'contact or rotation', places: [...listed('contacts'), ...listed('rotations')] },
  } satisfies Record<string, NameSpace>
}

function duplicates({ noun, places }: NameSpace): readonly Complaint[] {
  return places.flatMap((place, index) => {
    const first = places.findIndex(({ value }) => value === place.value)
    if (first === index) return []
    const taken = `is ${quote(place.value)}, which ${sayPath(places[first]!.path)} is as well`
    return [complain(place.path, `${taken}, expected every ${noun} to have a name of its own`)]
  })
}

/** A list (or a single place) that names things, and the names it can choose from. */
interface Mention {
  readonly noun: string
  readonly places: readonly TextPlace[]
  readonly known: readonly string[]
}

function mentions(root: Place, names: ReturnType<typeof namesIn>): readonly Mention[] {
  const known = (places: readonly TextPlace[]): readonly string[] => places.map(({ value }) => value)
  const each = (place: Place): readonly TextPlace[] => items(place).flatMap(texts)
  const nodes = items(at(root, 'nodes'))
  const steps = ['critical', 'warning'].flatMap((severity) =>
    items(at(root, 'escalation', severity, 'steps')),
  )
  const contacts = names.people.places.filter(({ path }) => path[0] === 'contacts')
  return [
    { noun: 'vantage', places: each(at(root, 'pagingRegions')), known: known(names.vantages.places) },
    { noun: 'vantage', places: texts(at(root, 'home')), known: known(names.vantages.places) },
    ...nodes.flatMap((node): readonly Mention[] => [
      { noun: 'data centre', places: texts(at(node, 'dataCenter')), known: known(names.dataCenters.places) },
      { noun: 'validator group', places: each(at(node, 'serves')), known: known(names.groups.places) },
    ]),
    ...items(at(root, 'rotations')).map((rotation) => ({
      noun: 'contact',
      places: each(at(rotation, 'people')),
      known: known(contacts),
    })),
    ...[...steps.map((step) => at(step, 'notify')), at(root, 'drill', 'contacts')].map((told) => ({
      noun: 'contact or rotation',
      places: each(told),
      known: known(names.people.places),
    })),
  ]
}

function mentionComplaints({ noun, places, known }: Mention): readonly Complaint[] {
  return places.flatMap(({ path, value }, index) => {
    if (!known.includes(value)) {
      const expected = known.length === 0 ? `expected one, but there is none` : expectedOf(value, known)
      return [complain(path, `is ${quote(value)}, which is the name of no ${noun}, ${expected}`)]
    }
    const isFirst = places.findIndex((place) => place.value === value) === index
    return isFirst ? [] : [complain(path, `is ${quote(value)} once more, expected every ${noun} once`)]
  })
}
