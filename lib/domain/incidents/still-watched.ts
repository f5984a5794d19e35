/** Still watched: whether the settings still name what an incident is about, and whether anybody can tell that it is over. */
import { keyOf, readSubject } from '../kinds/subject.ts'
import type { Settings } from '../settings/settings.ts'
import { isOutOfSight } from '../verdicts/usable-nodes.ts'
import type { Verdicts } from '../verdicts/verdict.ts'
import type { View } from './incident.ts'

/** What the settings name no longer ends, and says so. */
export function isStillWatched({ subject, evidence }: View, settings: Settings): boolean {
  const named = (list: readonly { readonly id: string }[], name: string) => list.some(({ id }) => id === name)
  const isKnown = (id: string) => named(settings.nodes, id) || named(settings.references, id)
  if (evidence.groups) return evidence.groups.filter((group) => group.some(isKnown)).length > 1
  const parts = readSubject(subject)
  switch (parts.about) {
    case 'node':
      return named(settings.nodes, parts.name)
    case 'reference':
      return named(settings.references, parts.name)
    case 'data-center':
      return named(settings.dataCenters, parts.name)
    case 'vantage':
      return settings.vantages.some(({ name }) => name === parts.name)
    case 'path':
      return (
        settings.vantages.some(({ name }) => name === parts.vantage) &&
        named(settings.dataCenters, parts.dataCenter)
      )
    default:
      return evidence.nodes.length === 0 || evidence.nodes.some(isKnown)
  }
}

interface SeenNow {
  readonly settings: Settings
  readonly verdicts: Verdicts
  readonly down: ReadonlySet<string>
}

/** Well is only what was looked at: for a split its sides were compared again, for a vantage it looks again. */
export function isKnownWell(view: View, { settings, verdicts, down }: SeenNow): boolean {
  if (verdicts.voters.length === 0 || verdicts.unknown.has(keyOf(view))) return false
  const { nodes, groups } = view.evidence
  const isKnown = (id: string) => [...settings.nodes, ...settings.references].some((one) => one.id === id)
  if (groups)
    return groups
      .filter((group) => group.some(isKnown))
      .every((group) => group.some((node) => verdicts.compared.has(node)))
  const subject = readSubject(view.subject)
  if (subject.about === 'path') return verdicts.voters.includes(subject.vantage)
  // A look that expired is not health: whoever is silent is expected as long as the settings name it.
  if (subject.about === 'vantage') return verdicts.voters.includes(subject.name)
  if (
    view.kind === 'blind' &&
    subject.about === 'fleet' &&
    areTooFew(view as View<'blind'>, settings, verdicts)
  )
    return false
  return !isOutOfSight({ subject: view.subject, nodes }, { down, unknown: verdicts.unknown })
}

/** Whether of those that were missing so many are missing still that fewer than half of all look. */
function areTooFew({ evidence }: View<'blind'>, { vantages }: Settings, { voters }: Verdicts): boolean {
  const missing = evidence.facts.silent.filter(
    ({ vantage }) => !voters.includes(vantage) && vantages.some(({ name }) => name === vantage),
  )
  return voters.length < missing.length
}
