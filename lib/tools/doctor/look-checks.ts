/** Look checks: whether a look from this machine reaches every node, hears what the rules need, and finds the right network. */

import { headAgeMs, oldAfterMs } from '../../domain/findings/head-age.ts'
import { type OpenFact, openFacts } from '../../domain/findings/needs.ts'
import { isVital } from '../../domain/findings/unanswered.ts'
import { nodeSubject } from '../../domain/kinds/subject.ts'
import { type Fault, type FaultKind, sayFault, whoseFault } from '../../domain/look/fault.ts'
import type { Look, NodeLook, ReachedNode } from '../../domain/look/look.ts'
import { compatriots, isForeign } from '../../domain/look/own-nodes.ts'
import { secretsToLook } from '../../domain/settings/needed-secrets.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { listed } from '../../domain/text/lists.ts'
import { secretNames } from '../../domain/text/secret-text.ts'
import { sayDuration } from '../../domain/text/time.ts'
import { isClockOff } from './clock-agreement.ts'
import { couldNotLook, type DoctorCheck, type DoctorComplaint, defect } from './doctor-complaint.ts'
import type { DoctorFacts } from './doctor-facts.ts'

export function reachComplaints(facts: DoctorFacts): readonly DoctorComplaint[] {
  return unreached(facts, 'node').map(({ id, fault }) =>
    complainOfFault('node-reach', nodeSubject(id), fault),
  )
}

/** References tell a vantage that is cut off from a world that is down, so they must be there beforehand. */
export function referenceComplaints(facts: DoctorFacts): readonly DoctorComplaint[] {
  if (facts.settings.references.length > 0)
    return unreached(facts, 'reference').map(({ id, fault }) =>
      complainOfFault('references', `reference:${id}`, fault),
    )
  return [
    defect('references', 'settings', {
      says: 'There are no references: a vantage that is cut off cannot tell that from nodes that are down.',
      mend: 'Name two public nodes of other operators under references.',
    }),
  ]
}

/** Those that lack a secret are named where the secret is. */
function unreached({ here, settings }: DoctorFacts, role: NodeLook['role']) {
  return here.look.nodes
    .filter((node) => node.role === role)
    .flatMap((node) => (node.state === 'reached' ? [] : [node]))
    .filter(
      ({ id, fault }) => fault.kind !== 'secret-missing' || !lacksSecret(id, settings, here.secretsMissing),
    )
}

function lacksSecret(id: string, settings: Settings, missing: readonly string[]): boolean {
  const nodes = settings.nodes.filter((node) => node.id === id)
  const references = settings.references.filter((reference) => reference.id === id)
  return secretsToLook({ nodes, references }).some((name) => missing.includes(name))
}

function complainOfFault(check: DoctorCheck, subject: string, fault: Fault): DoctorComplaint {
  const says = `${subject.replace(/^\w+:/, '')} ${sayFault(fault)}. ${fault.detail.replace(/\.$/, '')}.`
  const mend = MENDS[fault.kind] ?? ANY_MEND
  const state = whoseFault(fault) === 'ours' ? 'could-not-look' : 'defect'
  return { check, state, subject, says, mend }
}

const ANY_MEND =
  'Start the node, and let this machine and every vantage in through its proxy and firewall; docs/expose-nodes.md.'
const CERTIFICATE_MEND = 'Renew the certificate, or name the authority that signed it under tls.ca.'

const MENDS: Readonly<Partial<Record<FaultKind, string>>> = {
  dns: 'Correct the host in its url, or the record of that name.',
  'tls-expired': CERTIFICATE_MEND,
  'tls-name': CERTIFICATE_MEND,
  'tls-untrusted': CERTIFICATE_MEND,
  'address-refused': 'Set privateAddresses: true if it is meant to have such an address.',
  redirect: 'Put the address that it is sent to into its url.',
  'http-status': 'Check its token, and let the paths of bin/watchfire paths through.',
  'no-time':
    'Run it where a processor is free: this machine was too busy to ask and to read in time, which says nothing of the node.',
  'secret-missing': 'Correct the secret: a whole PEM text, or the part of the URL that it stands for.',
}

/** What a rule needs and does not get is a defect where nothing can be said of the node without it. */
export function questionComplaints({ here }: DoctorFacts): readonly DoctorComplaint[] {
  return fleet(here.look).flatMap((node) => {
    const open = openFacts(node).filter(({ question }) => question !== 'genesis')
    if (open.length === 0) return []
    const why = [...new Set(open.map((fact) => sayOpen(node, fact)))]
    const says = `${node.id} gives no usable answer to ${listed(why)}, so rules that need it cannot tell anything.`
    const mend = 'Let the paths of bin/watchfire paths through the proxy in front of it.'
    const subject = nodeSubject(node.id)
    if (open.some(isVital)) return [defect('node-questions', subject, { says, mend })]
    return [{ check: 'node-questions', state: 'could-not-look', subject, says, mend }]
  })
}

function sayOpen({ faults }: ReachedNode, { question, field }: OpenFact): string {
  const fault = faults[question]
  if (field !== null) return `${question} (${field})`
  return fault === undefined ? question : `${question} (${sayFault(fault)})`
}

export function networkComplaints({ here, settings }: DoctorFacts): readonly DoctorComplaint[] {
  return fleet(here.look).flatMap((node) => {
    const subject = nodeSubject(node.id)
    if (isForeign(here.look, node))
      return [
        defect('node-network', subject, {
          says: `${node.id} is on another network than ${settings.network.name}, so it is compared with nothing.`,
          mend: 'Correct its url, or the network of the settings.',
        }),
      ]
    if (node.about.genesis && here.look.chain) return []
    const because = node.about.genesis
      ? `${settings.network.name} is learned from the nodes, and they do not tell enough of it`
      : 'it does not tell its genesis'
    const mend = 'Let /eth/v1/beacon/genesis and /eth/v1/config/spec through the proxy in front of it.'
    return [
      { ...couldNotLook('node-network', subject, { what: `tell the network of ${node.id}`, because }), mend },
    ]
  })
}

/** A clock that is off makes every head look old or new, and is named itself. */
export function headComplaints(facts: DoctorFacts): readonly DoctorComplaint[] {
  const { here, settings } = facts
  const { chain } = here.look
  if (chain === null || isClockOff(facts)) return []
  return compatriots(here.look)
    .filter(({ role }) => role === 'node')
    .flatMap(({ id, head }) => {
      if (head === 'unknown') return []
      const ageMs = headAgeMs(chain, head)
      const isOld = ageMs >= oldAfterMs(chain, settings, { kind: 'head-stale', slot: head.slot })
      if (!isOld && ageMs > -FUTURE_MS_MAX) return []
      const how = isOld ? `${sayDuration(ageMs)} old` : `${sayDuration(ageMs)} in the future`
      return [
        defect('node-head', nodeSubject(id), {
          says: `The head of ${id}, slot ${head.slot}, is ${how} by the clock of this machine.`,
          mend: 'Check whether it is in sync, and its clock; until then what it says counts for little.',
        }),
      ]
    })
}

/** Clocks differ, and a block may come a little before its slot. */
const FUTURE_MS_MAX = 2_000

function fleet(look: Look): readonly ReachedNode[] {
  return look.nodes.filter((node): node is ReachedNode => node.state === 'reached' && node.role === 'node')
}

/** Missing here they are a defect of a watch on this machine; of a deployment nothing is said by it. */
export function secretHereComplaints({ here, settings, account }: DoctorFacts): readonly DoctorComplaint[] {
  const endpoints = [...settings.nodes, ...settings.references]
  return here.secretsMissing.map((name) => {
    const users = endpoints.filter(({ url, headers, tls }) =>
      secretNames([url, ...Object.values(headers), tls.cert, tls.key].join(' ')).includes(name),
    )
    const who = users.map(({ id }) => id).join(', ')
    return {
      check: 'secret-here',
      state: account === 'not-asked' ? 'defect' : 'could-not-look',
      subject: `secret:${name}`,
      says: `The environment here has no secret ${name}, so ${who} cannot be looked at from this machine.`,
      mend: `Set the ${here.placeOfSecret(name)}.`,
    }
  })
}

/** Watchfire checks them whatever the environment says; whoever set that should know, and other programs obey it. */
export function certificatesHereComplaints({ here }: DoctorFacts): readonly DoctorComplaint[] {
  if (!here.isTlsCheckOff) return []
  return [
    defect('certificates-here', 'NODE_TLS_REJECT_UNAUTHORIZED', {
      says: 'The environment here tells Node programs to check no certificates. Watchfire checks them all the same, and a node whose certificate is bad counts as down.',
      mend: 'Unset NODE_TLS_REJECT_UNAUTHORIZED; a private authority is named under tls.ca.',
    }),
  ]
}
