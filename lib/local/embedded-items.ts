/** Embedded items: the table on the embedded engine, which is started again when it has died. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { dynamoClient } from '../adapters/store/dynamo-client.ts'
import { dynamoItems } from '../adapters/store/dynamo-items.ts'
import type { Items } from '../adapters/store/items.ts'
import { createTable, deleteExpired } from '../adapters/store/local-table.ts'
import { HOUR_MS } from '../domain/text/time.ts'
import type { Clock, Log } from '../ports.ts'
import { type EngineProcess, startEngine } from './engine-process.ts'

interface Embedding {
  readonly program: string
  readonly databasePath: string
  readonly table: string
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  /** Called with every engine started, the first and those after it. */
  readonly onStart: (engine: EngineProcess) => void
}

interface Running {
  readonly engine: EngineProcess
  readonly client: DynamoDBClient
  readonly items: Items
}

/** Starts the engine. When it dies, the calls under way fail, and the next call starts it again. */
export async function embeddedItems(embedding: Embedding): Promise<Items> {
  const { clock, log, table } = embedding
  let closed = false
  let running: Promise<Running> | null = null
  let sweepAt = clock.now()

  function live(): Promise<Running> {
    if (closed) return Promise.reject(new Error('Cannot use the store: it is closed'))
    running ??= begin()
    return running
  }

  function begin(): Promise<Running> {
    const started = start(embedding)
    started
      .then(untilDead, () => undefined) // Whoever asked for the start is told why it failed.
      .finally(() => {
        running = null
      })
    return started
  }

  async function untilDead({ engine, client }: Running): Promise<void> {
    const how = await engine.ended
    client.destroy()
    if (!closed) log.warn('The store engine died; the next call to the store starts it again', { how })
  }

  /** Not waited for: what has expired is ignored by readers, and only takes room. */
  function sweepHourly({ client }: Running): void {
    if (clock.now() < sweepAt) return
    sweepAt = clock.now() + HOUR_MS
    deleteExpired(client, table, clock.now()).catch((error: unknown) => {
      if (!closed)
        log.warn('Expired items were not deleted; it is tried again in an hour', { reason: String(error) })
    })
  }

  await live()
  return {
    async put(item, condition) {
      const now = await live()
      sweepHourly(now)
      return now.items.put(item, condition)
    },
    get: async (pk, sk) => (await live()).items.get(pk, sk),
    query: async (pk, options) => (await live()).items.query(pk, options),
    async close() {
      if (closed) return
      closed = true
      await running?.then(
        ({ engine }) => engine.stop(),
        () => undefined, // It did not start, so there is nothing to stop.
      )
    },
  }
}

async function start({ program, databasePath, table, onStart }: Embedding): Promise<Running> {
  const engine = await startEngine(program, databasePath)
  const client = dynamoClient(engine)
  try {
    await createTable(client, table)
    onStart(engine)
  } catch (error) {
    client.destroy()
    await engine.stop()
    throw error
  }
  return { engine, client, items: dynamoItems(client, table) }
}
