/** Identity: a node on another network, and an endpoint that contradicts itself. */

import { shortRoot } from '../chain/block.ts'
import type { Subject } from '../kinds/subject.ts'
import { fleetOf, isForeign } from '../look/fleet.ts'
import type { Look, NodeLook } from '../look/look.ts'
import { boundOf } from '../settings/settings.ts'
import { count } from '../text/lists.ts'
import { sayInstant } from '../text/time.ts'
import type { Finding, Rule } from './finding.ts'

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
