/** Strangers: references on a chain that no node of ours follows: one by itself, or several that agree against our whole fleet. */
import { type Subject, writeSubject } from '../kinds/subject.ts'
import type { Look, NodeLook } from '../look/look.ts'
import { fleetOf } from '../look/own-nodes.ts'
import { type Dispute, disputes, ownSides } from '../look/sides/whose-sides.ts'
import { boundOf, type Settings } from '../settings/settings.ts'
import type { DisputeFacts } from './facts.ts'
import type { Finding, Rule } from './finding.ts'
import { factsOfLook } from './needs.ts'
import { isDeep } from './split.ts'

/** A third party alone is never more than a warning: anybody can build a chain whose hashes are right. */
export const referenceDisagrees: Rule<'reference-disagrees'> = (look, settings) => {
  const grave = graveDisputes(look, settings)
  const findings = referencesOf(look).flatMap(({ id }): Finding<'reference-disagrees'>[] => {
    const own = grave.filter(({ strangers }) => strangers.includes(id))
    if (own.length === 0) return []
    return [
      {
        kind: 'reference-disagrees',
        subject: referenceSubject(id),
        severity: 'warning',
        facts: factsOf(look, own),
        nodes: [id],
      },
    ]
  })
  const cannotTell = referencesOf(look).filter((reference) => !isCompared(look, reference))
  const found = new Set(findings.map(({ subject }) => subject))
  const unknown = cannotTell.map(({ id }) => referenceSubject(id)).filter((subject) => !found.has(subject))
  return { findings, unknown }
}

/** Our whole fleet on one side, and against it more references that agree with one another than stand with us. */
export const fleetAlone: Rule<'fleet-alone'> = (look, settings) => {
  const references = referencesOf(look)
  const compared = references.filter((reference) => isCompared(look, reference))
  const own = ownSides(look)
  const referencesMin = boundOf(settings, 'fleet-alone', 'referencesMin')
  if (references.length < referencesMin) return { findings: [], unknown: [] }
  if (factsOfLook('fleet-alone', look) === null || compared.length < referencesMin)
    return { findings: [], unknown: ['fleet'] }
  const ours = own.flatMap((place) => look.sides.sides[place]!.nodes)
  const withUs = compared.filter(({ id }) => ours.includes(id)).length
  const against = graveDisputes(look, settings).filter(
    ({ strangers }) => strangers.length >= referencesMin && strangers.length > withUs,
  )
  if (own.length !== 1 || against.length === 0) return { findings: [], unknown: [] }
  const nodes = fleetOf(look)
    .map(({ id }) => id)
    .filter((id) => ours.includes(id))
  const finding: Finding<'fleet-alone'> = {
    kind: 'fleet-alone',
    subject: 'fleet',
    severity: 'critical',
    facts: factsOf(look, against),
    nodes,
  }
  return { findings: [finding], unknown: [] }
}

/** Deep enough not to be a late block, as for a split of our own; checkpoints that exclude each other always are. */
function graveDisputes(look: Look, settings: Settings): readonly Dispute[] {
  if (ownSides(look).length === 0) return []
  return disputes(look).filter(({ split }) => split === null || isDeep(look, split, settings))
}

/** Our side first, then each side of strangers with how it parted from ours. */
function factsOf({ sides: { sides } }: Look, found: readonly Dispute[]): DisputeFacts {
  const splits = found.flatMap(({ split }) => split ?? [])
  return {
    sides: splits.length === 0 ? [] : [sides[0]!, ...splits.map((split) => sides[split.sides[1]]!)],
    splits: splits.map((split, place) => ({ ...split, sides: [0, place + 1] })),
    undecided: [],
    conflicts: found.flatMap(({ conflicts }) => conflicts),
  }
}

function referencesOf({ nodes }: Look): readonly NodeLook[] {
  return nodes.filter(({ role }) => role === 'reference')
}

/** On a side; or asked only for checkpoints, which were compared with ours if it told them. */
function isCompared({ sides: { sides } }: Look, node: NodeLook): boolean {
  if (node.state !== 'reached' || sides.length === 0) return false
  if (node.head === 'unknown') return node.checkpoints !== 'unknown'
  return sides.some(({ nodes }) => nodes.includes(node.id))
}

function referenceSubject(name: string): Subject {
  return writeSubject({ about: 'reference', name })
}
