/** Beacon HTTP: asks beacon nodes over HTTP as one vantage; what goes wrong is a named fault. */
import type { Fault } from '../../domain/look/fault.ts'
import type { Endpoint } from '../../domain/settings/sections/endpoint-settings.ts'
import { publicHost } from '../../domain/text/secret-text.ts'
import type { Answer, AskOptions, BeaconNodes, Question } from '../../ports.ts'
import { rememberedSecrets } from '../host/remembered-secrets.ts'
import { type HttpExchangeOptions, httpExchange } from './http-exchange.ts'
import { secretsNeededBy } from './request-target.ts'

export function beaconHttp(options: HttpExchangeOptions): BeaconNodes {
  const secrets = rememberedSecrets(options.secrets)
  const exchange = httpExchange({ ...options, secrets })

  async function ask(endpoint: Endpoint, question: Question, asked: AskOptions): Promise<Answer> {
    const { reply, status, timingsMs } = await exchange.ask(wantingJson(endpoint), question, asked)
    // A refused token may have been rotated since it was read.
    if (status === 401 || status === 403) secrets.forget(secretsNeededBy(endpoint))
    return reply.kind === 'unusable'
      ? { kind: 'fault', fault: unusable(endpoint, reply.problem), timingsMs }
      : { ...reply, timingsMs }
  }

  return { ask, close: exchange.close }
}

function wantingJson(endpoint: Endpoint): Endpoint {
  return { ...endpoint, headers: { accept: 'application/json', ...endpoint.headers } }
}

function unusable({ url }: Endpoint, problem: string): Fault {
  return { kind: 'secret-missing', detail: `Cannot ask ${publicHost(url)}: ${problem}` }
}
