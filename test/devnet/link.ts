/** Link: the only way between two nodes, a TCP relay that can be cut and healed without any privilege. */
import { createServer, connect as dial, type Server, type Socket } from 'node:net'

export interface Link {
  /** Where one node finds the other. */
  readonly port: number
  readonly carriedBytes: () => number
  /** Drops what is open and every later attempt. */
  readonly cut: () => void
  readonly heal: () => void
  readonly close: () => Promise<void>
}

/** Opens a link to the P2P port of a node on this machine. */
export async function openLink(p2pPort: number): Promise<Link> {
  const sockets = new Set<Socket>()
  let whole = true
  let bytes = 0
  const server = createServer((near) => {
    if (!whole) return void near.destroy()
    const far = dial(p2pPort, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => {
        bytes += chunk.length
      })
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      from.pipe(to)
    }
  })
  const port = await listen(server)
  const dropAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port,
    carriedBytes: () => bytes,
    cut: () => {
      whole = false
      dropAll()
    },
    heal: () => {
      whole = true
    },
    close: () => {
      dropAll()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Ports that nobody listens on now; all are held open until the last is found, so that none is given twice. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(servers.map(listen))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('Cannot listen: no TCP address')
      resolve(address.port)
    })
  })
}
