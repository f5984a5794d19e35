/** Asking: single HTTPS questions through the proxy, sent exactly as written. */
import { Agent, request } from 'node:https'

interface Said {
  readonly status: number
  readonly body: string
  readonly server: string
  /** Whether the connection had carried a question before. */
  readonly reused: boolean
}

interface Asked {
  readonly method?: string
  /** Not normalised on the way: `/a/../b` arrives as that. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Asker {
  ask(asked: Asked): Promise<Said>
  close(): void
}

/** A client with a few kept-alive connections that trusts this authority. */
export function askerOf(port: number, ca: string): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const ask = ({ method = 'GET', path, headers = {}, body }: Asked): Promise<Said> =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, ca, agent, method, path, headers }
      const sent = request(options, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk) => {
          text += chunk
        })
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            body: text,
            server: String(response.headers.server),
            reused: sent.reusedSocket,
          }),
        )
        response.on('error', reject)
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return { ask, close: () => agent.destroy() }
}
