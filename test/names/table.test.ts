/** The table's name: one rule, which DynamoDB accepts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tableName } from '../../lib/names/table.ts'

test('a table is named after its deployment, and names that DynamoDB refuses are refused', () => {
  assert.equal(tableName('local'), 'watchfire-local')
  for (const deployment of ['', 'a b', 'ü', 'a/b', 'x'.repeat(201)]) {
    assert.throws(() => tableName(deployment), /^Error: Cannot name the table of deployment "/)
  }
})
