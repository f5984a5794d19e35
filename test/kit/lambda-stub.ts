/** Lambda stub: answers GetAccountSettings as Lambda does, for all Regions, on loopback. */
import { createServer } from 'node:http'
import { onLoopback } from './loopback.ts'
import { regionOf } from './sns-stub.ts'

export interface LambdaStub {
  readonly url: string
  /** How many functions may run at once, where it is not a thousand; `denied` where nobody may ask. */
  readonly limits: Map<string, number | 'denied'>
  close(): Promise<void>
}

export async function lambdaStub(): Promise<LambdaStub> {
  const limits: LambdaStub['limits'] = new Map()
  const server = createServer((request, response) => {
    const isAsked = request.method === 'GET' && request.url === '/2016-08-19/account-settings'
    const limit = isAsked ? (limits.get(regionOf(request)) ?? 1_000) : 'denied'
    const refused = { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' }
    if (limit === 'denied') {
      response.writeHead(403, refused).end(JSON.stringify({ Message: 'not authorized' }))
      return
    }
    const AccountLimit = { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: limit }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ AccountLimit }))
  })
  return {
    ...(await onLoopback(server)),
    limits,
  }
}
