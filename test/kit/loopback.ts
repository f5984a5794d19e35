/** Loopback: starts a server on a free port of this machine, and ends it with whatever is still connected. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Loopback {
  readonly url: string
  close(): Promise<void>
}

export async function onLoopback(server: Server): Promise<Loopback> {
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
