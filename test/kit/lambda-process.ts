/** Lambda process: run by tests as a process of its own, it calls a bundle's handler for each event on its input. */
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

type Handler = (event: unknown, context: object) => Promise<unknown>

/** Results go to a pipe of their own, because what a handler prints is its log. */
const results = createWriteStream('', { fd: 3 })
const { handler } = (await import(pathToFileURL(process.argv[2]!).href)) as { handler: Handler }

for await (const line of createInterface({ input: process.stdin })) {
  const { event, context } = JSON.parse(line) as { event: unknown; context: object }
  const outcome = await handler(event, { ...context, getRemainingTimeInMillis: () => 60_000 }).then(
    (result) => ({ kind: 'result', result: result ?? null }),
    (error: Error) => ({ kind: 'error', error: String(error) }),
  )
  results.write(`${JSON.stringify(outcome)}\n`)
}
// Lambda freezes a process between events, whatever it still waits for.
results.end(() => process.exit(0))
