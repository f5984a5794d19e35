/** Region outage: a proxy before the engine that is out of order for requests signed for some Regions. */
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
