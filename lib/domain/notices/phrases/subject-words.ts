/** Subject words: what an incident is about, in a sentence and in as few letters as can be understood. */
import { readSubject, type Subject, type SubjectParts } from '../../kinds/subject.ts'
import type { DataCenterSettings } from '../../settings/sections/data-center-settings.ts'
import { nodeSettings } from '../../settings/settings.ts'
import { unique } from '../../text/lists.ts'
import type { Evidence } from '../../verdicts/verdict.ts'
import type { Evidenced, FleetSettings } from '../situation.ts'
import { concerned } from '../situation.ts'

/** A subject in words, with the number its verb takes. */
interface NamedSubject {
  readonly text: string
  readonly many: boolean
}

/** What is named: a subject, and of a group of nodes how much of it is concerned. */
interface Named {
  readonly subject: Subject
  readonly evidence?: Pick<Evidence, 'nodes' | 'among'>
}

/** `node fra1-teku-1`, `data centre fra1 (Hetzner)`, `the fleet`, `2 of 3 nodes with client prysm`. */
export function nameSubject({ subject, evidence }: Named, settings: FleetSettings): NamedSubject {
  const parts = readSubject(subject)
  const shared = sayShared(parts)
  if (evidence?.among !== undefined) {
    const some = evidence.nodes.length
    const among =
      shared === null ? `the fleet's ${evidence.among} nodes` : `${evidence.among} nodes with ${shared}`
    return { text: `${some} of ${among}`, many: some > 1 }
  }
  if (shared !== null) return { text: `all nodes with ${shared}`, many: true }
  return { text: nameOne(parts, settings), many: false }
}

function nameOne(parts: SubjectParts, settings: FleetSettings): string {
  switch (parts.about) {
    case 'fleet':
    case 'network':
      return `the ${parts.about}`
    case 'path':
      return `the path from ${parts.vantage} to ${sayDataCenter(parts.dataCenter, settings)}`
    case 'data-center':
      return sayDataCenter(parts.name, settings)
    case 'group':
      return `validator group ${parts.name}`
    default:
      return `${parts.about} ${parts.name}`
  }
}

/** What several failing nodes share, as `client prysm`; null for what is no such thing. */
export function sayShared(parts: SubjectParts): string | null {
  switch (parts.about) {
    case 'provider':
    case 'client':
      return `${parts.about} ${parts.name}`
    case 'execution':
      return `execution client ${parts.name}`
    case 'version':
      return sayVersion(parts.name)
    default:
      return null
  }
}

/** A client of which nobody knows the version is named without one. */
function sayVersion(name: string): string {
  const [client = name, version] = name.split('/')
  return version === undefined || version === 'unknown' ? `client ${client}` : `version ${name}`
}

export function sayDataCenter(id: string, settings: FleetSettings): string {
  const provider = dataCenterSettings(settings, id)?.provider
  return `data centre ${id}${provider === undefined ? '' : ` (${provider})`}`
}

export function dataCenterSettings(settings: FleetSettings, id: string): DataCenterSettings | undefined {
  return settings.dataCenters.find((each) => each.id === id)
}

/** The subject as short as it can be understood. */
export function subjectBriefly(subject: Subject, settings: FleetSettings): string {
  const parts = readSubject(subject)
  switch (parts.about) {
    case 'fleet':
    case 'network':
      return parts.about
    case 'path':
      return `${parts.vantage} to ${parts.dataCenter}`
    case 'data-center':
      return [parts.name, dataCenterSettings(settings, parts.name)?.provider].filter(Boolean).join(' ')
    case 'node':
      return parts.name
    case 'version':
      return sayVersion(parts.name)
    default:
      return `${parts.about} ${parts.name}`
  }
}

/** The name in a subject, without what it names. */
export function bareName(subject: Subject): string {
  const parts = readSubject(subject)
  if (parts.about === 'path') return `${parts.vantage}/${parts.dataCenter}`
  return 'name' in parts ? parts.name : parts.about
}

/** The data centre that a subject names; undefined for all others. */
export function namedDataCenter(subject: Subject): string | undefined {
  const parts = readSubject(subject)
  if (parts.about === 'path') return parts.dataCenter
  return parts.about === 'data-center' ? parts.name : undefined
}

/** The data centres that its nodes are in. */
export function dataCentersOf(of: Evidenced): readonly string[] {
  return unique(concerned(of).flatMap((node) => nodeSettings(of.settings, node)?.dataCenter ?? []))
}
