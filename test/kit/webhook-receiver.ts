/** Webhook receiver: a server on this machine that takes what a webhook sends, or refuses it for as long as it is told to. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface WebhookReceiver {
  readonly url: string
  /** What it has taken. */
  readonly taken: readonly Readonly<Record<string, unknown>>[]
  /** What it has refused. */
  readonly refused: readonly unknown[]
  answers(status: number): void
  close(): Promise<void>
}

export async function webhookReceiver(): Promise<WebhookReceiver> {
  const taken: Record<string, unknown>[] = []
  const refused: unknown[] = []
  let status = 200
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
    if (status === 200) taken.push(body)
    else refused.push(body)
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    taken,
    refused,
    answers(next) {
      status = next
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
