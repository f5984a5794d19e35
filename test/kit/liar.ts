/** Liar: a real HTTP server that answers like a well node, but for the paths that a test overrides. */
import { createServer } from 'node:http'
import { onLoopback } from './loopback.ts'
import { type Lie, wellNode } from './well-node.ts'

export interface Liar {
  readonly url: string
  close(): Promise<void>
}

/** Commands look at it in real time. */
const NODE = wellNode({ now: () => Date.now() })

export const nowSlot: () => number = NODE.nowSlot
export const honest: (path: string) => string | null = NODE.honest

export async function liar(lie: Lie = () => undefined): Promise<Liar> {
  const server = createServer((request, response) => {
    const path = request.url!
    const said = lie(path)
    const body = said?.body ?? honest(path)
    response.statusCode = said?.status ?? (body === null ? 404 : 200)
    response.setHeader('content-type', 'application/json')
    response.end(body ?? '{"code":404,"message":"not found"}')
  })
  return {
    ...(await onLoopback(server)),
  }
}
