/** Laws of remembered secrets: read once, whoever asks, until forgotten; what was not there is never remembered. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rememberedSecrets } from '../../../lib/adapters/host/remembered-secrets.ts'

function remembering(values: Record<string, string | undefined>) {
  const asked: string[] = []
  const secrets = rememberedSecrets({
    async get(name) {
      asked.push(name)
      if (name === 'broken') throw new Error('the store is away')
      return values[name]
    },
    placeOf: (name) => `drawer ${name}`,
  })
  return { asked, secrets }
}

test('a secret is read once, also when many ask for it at the same time', async () => {
  const { asked, secrets } = remembering({ a: 'x' })
  assert.deepEqual(await Promise.all([secrets.get('a'), secrets.get('a')]), ['x', 'x'])
  assert.equal(await secrets.get('a'), 'x')
  assert.deepEqual(asked, ['a'])
})

test('what is forgotten is read again, and nothing else is', async () => {
  const values = { a: 'x', b: 'y' }
  const { asked, secrets } = remembering(values)
  await Promise.all([secrets.get('a'), secrets.get('b')])
  values.a = 'rotated'
  secrets.forget(['a'])
  assert.deepEqual([await secrets.get('a'), await secrets.get('b')], ['rotated', 'y'])
  assert.deepEqual(asked, ['a', 'b', 'a'])
})

test('what is missing, empty or cannot be read is looked for each time', async () => {
  const { asked, secrets } = remembering({ empty: '' })
  for (let round = 0; round < 2; round += 1) {
    assert.equal(await secrets.get('absent'), undefined)
    assert.equal(await secrets.get('empty'), '')
    await assert.rejects(secrets.get('broken'), /the store is away/)
  }
  assert.equal(asked.length, 6)
})

test('where a secret belongs is still told', () => {
  assert.equal(remembering({}).secrets.placeOf?.('a'), 'drawer a')
})
