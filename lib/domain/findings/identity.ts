/** Identity: a node on another network, and an endpoint that contradicts itself. */
import { count, type Finding, fleetOf, isForeign, type Rule, type Subject, shortRoot } from '../finding.ts'
import type { Look, NodeLook } from '../look.ts'
import { boundOf } from '../settings.ts'
import { sayInstant } from '../time.ts'

export const wrongNetwork: Rule = (look) => {
  const findings: Finding[] = []
  const unknown: Subject[] = []
  for (const node of fleetOf(look)) {
    const subject = `node:${node.id}`
    if (node.state !== 'reached' || !node.about.genesis || !look.chain) unknown.push(subject)
    else if (isForeign(look, node))
      findings.push({
        kind: 'wrong-network',
        subject,
        severity: 'warning',
        says: saysForeign(look, node),
        nodes: [node.id],
      })
  }
  return { findings, unknown }
}

function saysForeign({ chain }: Look, { id, about }: NodeLook): string {
  const { validatorsRoot, timeMs } = about.genesis!
  return `${id} is on another network: its genesis is ${sayInstant(timeMs)} with validators root ${shortRoot(validatorsRoot)}; ${chain!.name} has ${sayInstant(chain!.genesisTimeMs)} with ${shortRoot(chain!.genesisValidatorsRoot)}.`
}

export const endpointInconsistent: Rule = (look, settings) => {
  const rememberedMs = boundOf(settings, 'endpoint-inconsistent', 'rememberedSeconds') * 1_000
  const findings: Finding[] = []
  const unknown: Subject[] = []
  for (const node of fleetOf(look)) {
    const recent = node.contradictions.filter(({ at }) => at > look.at - rememberedMs)
    const subject = `node:${node.id}`
    if (recent.length > 0)
      findings.push({
        kind: 'endpoint-inconsistent',
        subject,
        severity: 'warning',
        says: `${node.id} contradicted itself (${count(recent.length, 'time')} lately): ${recent.at(-1)!.says}.`,
        nodes: [node.id],
        lines: recent.map(({ at, says }) => `${sayInstant(at)} ${says}`),
      })
    else if (node.state !== 'reached') unknown.push(subject)
  }
  return { findings, unknown }
}
