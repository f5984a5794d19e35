/** Region outage: a proxy before the engine that is out of order for requests signed for some Regions. */
import { createServer, request } from 'node:http'
import { onLoopback } from './loopback.ts'
import { regionOf } from './sns-stub.ts'

interface RegionOutage {
  readonly url: string
  close(): Promise<void>
}

/** All Regions have one table here, which only replicates faster than DynamoDB does. */
export async function regionOutage(endpoint: string, regions: readonly string[]): Promise<RegionOutage> {
  const server = createServer((incoming, response) => {
    if (regions.includes(regionOf(incoming))) {
      incoming.socket.destroy()
      return
    }
    const { method, url, headers } = incoming
    const onward = request(new URL(url ?? '/', endpoint), { method: method ?? 'POST', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => incoming.socket.destroy())
    incoming.pipe(onward)
  })
  return {
    ...(await onLoopback(server)),
  }
}
