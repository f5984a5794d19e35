/** Compatible engine: what speaks DynamoDB in a process of its own, on a socket that only the test knows, with tables for the contracts to run in. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { dynamoClient } from '../../../lib/adapters/store/dynamo-client.ts'
import { dynamoItems } from '../../../lib/adapters/store/dynamo-items.ts'
import { createTable } from '../../../lib/adapters/store/local-table.ts'
import { tableName } from '../../../lib/names/table.ts'
import { type Engine, newFolder } from '../../contract/engines.ts'
import { type EngineProcess, findEngine, startEngine } from '../../kit/dynamo-engine.ts'
import { missing } from '../../kit/missing.ts'

export function compatibleEngine(): Engine {
  const program = findEngine()
  let folder = ''
  let tables = 0
  let engine: EngineProcess | null = null
  return {
    name: 'DynamoDB on a compatible engine',
    lasting: true,
    skip: missing(program, 'no DynamoDB-compatible engine is installed for this machine'),
    async start() {
      folder = newFolder()
      engine = await startEngine(program ?? '', join(folder, 'store.db'))
    },
    async newTable() {
      const at = engine ?? { endpoint: '' }
      tables += 1
      const table = tableName(`test-${tables}`)
      const creator = dynamoClient(at)
      await createTable(creator, table)
      creator.destroy()
      return async () => dynamoItems(dynamoClient(at), table)
    },
    async stop() {
      await engine?.stop()
      rmSync(folder, { recursive: true })
    },
  }
}
