/** Subject: what a finding, a verdict, an incident or a notice is about; its text is its key, written and read here alone. */

/** `node:a`, `data-center:fra1`, `path:eu-central-1/fra1`, `client:prysm`, `fleet`, `network`, `vantage:x`, `reference:x`. */
export type Subject = Whole | `${NamedForm}:${string}` | `path:${string}/${string}`

type Whole = 'fleet' | 'network'

/** What has a name of its own; from `provider` on what several failing nodes may share, then our own paging. */
type NamedForm =
  | 'node'
  | 'reference'
  | 'data-center'
  | 'vantage'
  | 'group'
  | 'provider'
  | 'client'
  | 'version'
  | 'execution'
  | 'contact'
  | 'mute'

export type SubjectParts =
  | { readonly about: Whole }
  | { readonly about: NamedForm; readonly name: string }
  /** The way from a vantage to a data centre. */
  | { readonly about: 'path'; readonly vantage: string; readonly dataCenter: string }

export function writeSubject(parts: SubjectParts): Subject {
  switch (parts.about) {
    case 'fleet':
    case 'network':
      return parts.about
    case 'path':
      return `path:${parts.vantage}/${parts.dataCenter}`
    default:
      return `${parts.about}:${parts.name}`
  }
}

export function readSubject(subject: Subject): SubjectParts {
  if (subject === 'fleet' || subject === 'network') return { about: subject }
  const colon = subject.indexOf(':')
  const [about, name] = [subject.slice(0, colon), subject.slice(colon + 1)]
  if (about !== 'path') return { about: about as NamedForm, name }
  const slash = name.indexOf('/')
  return { about, vantage: name.slice(0, slash), dataCenter: name.slice(slash + 1) }
}

/** The subject of one node. */
export function nodeSubject(id: string): Subject {
  return writeSubject({ about: 'node', name: id })
}

/** The key of a (kind, subject), by which views, explanations, records and deeds are matched; nobody else makes one. */
export function keyOf({ kind, subject }: { readonly kind: string; readonly subject: Subject }): string {
  return `${kind} ${subject}`
}
