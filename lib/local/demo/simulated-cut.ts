/** Simulated cut: beacon nodes whose network path from one vantage the demo can cut and mend, endpoint by endpoint. */
import { faultOfDeadline } from '../../adapters/http/fault-of-error.ts'
import type { Endpoint } from '../../domain/settings/sections/endpoint-settings.ts'
import { publicHost } from '../../domain/text/secret-text.ts'
import type { Answer, AskOptions, BeaconNodes, Clock } from '../../ports.ts'

/** The network path from one vantage to every endpoint. */
export interface NetworkPath {
  /** From now on the endpoint is a black hole: what is sent to it is lost, and nothing comes back. */
  cut(endpointId: string): void
  mend(endpointId: string): void
}

interface CuttableNodes {
  readonly nodes: BeaconNodes
  readonly path: NetworkPath
}

/** The same nodes; no endpoint is cut yet. */
export function withSimulatedCut(real: BeaconNodes, clock: Clock): CuttableNodes {
  const cutIds = new Set<string>()
  const closing = new AbortController()

  const nodes: BeaconNodes = {
    async ask(endpoint, question, options) {
      const startedAt = clock.now()
      const answer = cutIds.has(endpoint.id) ? null : await real.ask(endpoint, question, options)
      if (answer !== null && !cutIds.has(endpoint.id)) return answer
      await clock.sleep(options.deadlineAt - clock.now(), closing.signal)
      // A vantage that is stopping, or that asks too late, says so itself.
      if (closing.signal.aborted || startedAt >= options.deadlineAt)
        return real.ask(endpoint, question, options)
      return lost(endpoint, options, { startedAt, endedAt: clock.now() })
    },
    async close() {
      closing.abort()
      await real.close()
    },
  }

  const path: NetworkPath = {
    cut: (endpointId) => void cutIds.add(endpointId),
    mend: (endpointId) => void cutIds.delete(endpointId),
  }
  return { nodes, path }
}

/** What the prober tells of a host from which nothing comes back. */
function lost(
  { url }: Endpoint,
  { deadlineAt }: AskOptions,
  { startedAt, endedAt }: { readonly startedAt: number; readonly endedAt: number },
): Answer {
  const at = { host: publicHost(url), stage: 'connecting' } as const
  return {
    kind: 'fault',
    fault: faultOfDeadline(at, deadlineAt - startedAt),
    timingsMs: { dns: null, connect: null, tls: null, firstByte: null, total: endedAt - startedAt },
  }
}
