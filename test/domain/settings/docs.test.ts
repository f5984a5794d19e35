/** The settings' documents are in step with the code: reference, JSON Schema and example. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import { parse } from 'yaml'

import { settingsJsonSchema } from '../../../lib/domain/settings/json-schema.ts'
import { readSettings } from '../../../lib/domain/settings/read-settings.ts'
import { webhookKinds } from '../../../lib/domain/settings/sections/webhook-settings.ts'
import { settingsShape } from '../../../lib/domain/settings/sections.ts'
import { holdPageToGolden, holdToGolden } from '../../kit/golden.ts'
import { keyTables } from './key-tables.ts'
import { settingsFixture } from './settings-fixture.ts'

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const validate = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).compile(
  settingsJsonSchema(),
)

test('docs/watchfire.schema.json is what `bin/watchfire schema` prints', () => {
  holdToGolden('docs/watchfire.schema.json', `${JSON.stringify(settingsJsonSchema(), null, 2)}\n`)
})

test('the example reads without a problem or a warning, and fits the JSON Schema', () => {
  const text = read('watchfire.example.yaml')
  const result = readSettings({ file: 'watchfire.example.yaml', text, files: () => undefined })
  assert.ok(result.ok, JSON.stringify(result))
  assert.deepEqual(result.value.warnings, [])
  assert.ok(validate(parse(text)), JSON.stringify(validate.errors))
})

for (const name of ['minimal', 'full'])
  test(`the JSON Schema accepts what reading accepts: ${name}`, () => {
    assert.ok(validate(parse(settingsFixture(name).text)), JSON.stringify(validate.errors))
  })

const REFUSED_BY_SHAPE = [
  'cadence-no-duration',
  'contact-https-secret',
  'contact-https-without-tls',
  'contact-sms',
  'contact-sms-link',
  'drill-weekly',
  'drill-without-contacts',
  'empty-vantages',
  'heartbeat-text',
  'heartbeat-without-tls',
  'heartbeat-without-url',
  'indices-form',
  'maintenance-date-form',
  'maintenance-scope-without-prefix',
  'maintenance-weekly-form',
  'missing-node-url',
  'rotation-handover',
  'threshold-negative',
  'threshold-unknown-bound',
  'threshold-unknown-kind',
  'tls-key-in-clear',
  'type-cadence-number',
  'unknown-key-deep',
  'unknown-key-in-maintenance',
  'unknown-key-in-node',
  'url-query',
  'url-user-info',
  'webhook-kind',
  'webhook-slack-in-clear',
]

for (const name of REFUSED_BY_SHAPE)
  test(`the JSON Schema refuses what is wrong in shape: ${name}`, () => {
    assert.equal(validate(parse(settingsFixture(name).text)), false)
  })

test('docs/settings.md has a row for every key, with its form, its default and its meaning', () => {
  holdPageToGolden('docs/settings.md', keyTables(settingsShape))
})

for (const kind of webhookKinds())
  test(`the documents say how a webhook of the kind ${kind} is set up`, () => {
    const written = new RegExp(String.raw`\bkind: ${kind}\b`)
    assert.ok(written.test(read('docs/deploy.md')), `section 8 of docs/deploy.md has no "kind: ${kind}"`)
    const { text } = settingsFixture('full')
    assert.ok(written.test(text), `test/fixtures/settings/full.yaml has no contact with "kind: ${kind}"`)
  })

test('every key of the JSON Schema is described, for the editors', () => {
  const keys = keysOf(settingsJsonSchema())
  assert.ok(keys.length > 50)
  for (const { path, schema } of keys) assert.ok(schema.description, `${path.join('.')} has no description`)
})

interface Schema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}

function keysOf(
  schema: Schema,
  above: readonly string[] = [],
): { path: readonly string[]; schema: Schema }[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])]
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, property]) => [
      { path: [...above, key], schema: property },
      ...keysOf(property, [...above, key]),
    ]),
    ...inner.flatMap((part) => keysOf(part, above)),
  ]
}
