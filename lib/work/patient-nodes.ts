/** Patient nodes: within one look, an endpoint that sent more than we read is asked nothing more. */
import type { Fault } from '../domain/look/fault.ts'
import type { BeaconNodes } from '../ports.ts'

/** One answer beyond the bound costs us one bounded reading; a second one would cost honest nodes their time. */
export function patientNodes(nodes: BeaconNodes): BeaconNodes {
  const broken = new Map<string, Fault>()
  return {
    ...nodes,
    async ask(endpoint, question, options) {
      const fault = broken.get(endpoint.id)
      if (fault !== undefined) return { kind: 'fault', fault, timingsMs: NO_TIME }
      const answer = await nodes.ask(endpoint, question, options)
      if (answer.kind === 'fault' && answer.fault.kind === 'too-large') broken.set(endpoint.id, answer.fault)
      return answer
    },
  }
}

const NO_TIME = { dns: null, connect: null, tls: null, firstByte: null, total: 0 }
