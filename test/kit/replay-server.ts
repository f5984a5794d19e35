/** Replay server: a real HTTP server that answers as a recorded node did, and counts what it is asked. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReplayServer {
  readonly url: string
  /** Paths asked, in order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

interface Recorded {
  readonly method?: string
  readonly path: string
  readonly status: number
  readonly contentType: string | null
  readonly body: string
}

/** Serves one recording, one JSON object a line. */
export async function replay(file: string | URL): Promise<ReplayServer> {
  const recorded = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded)
  const answers = new Map(recorded.map((one) => [`${one.method ?? 'GET'} ${one.path}`, one]))
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url!)
    const answer = answers.get(`${request.method} ${request.url}`)
    response.statusCode = answer?.status ?? 404
    response.setHeader('content-type', answer?.contentType ?? 'application/json')
    response.end(answer?.body ?? '{"statusCode":404,"message":"not recorded"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
