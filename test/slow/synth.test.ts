/** Synth at the edges: one vantage and ten, and twice the same. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { exampleIn } from '../deploy/made-up.ts'
import { ROOT, synth, templatesIn } from '../kit/synth.ts'

let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchfire-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

for (const count of [1, 10])
  test(`${count} vantages pass cdk-nag and CloudFormation's rules, and nothing is said`, async () => {
    const settings = join(folder, `${count}.yaml`)
    writeFileSync(settings, exampleIn(count))
    const out = join(folder, `out-${count}`)
    assert.deepEqual(await synth({ settings, out }), { code: 0, stdout: '', stderr: '' })
    assert.equal(templatesIn(out).length, count + 1)
  })

test('the same settings come to the same templates and assets', async () => {
  const settings = join(ROOT, 'watchfire.example.yaml')
  const outs = ['first', 'second'].map((name) => join(folder, name))
  for (const out of outs) assert.equal((await synth({ settings, out })).code, 0)
  const [first, second] = outs.map((out) =>
    templatesIn(out).map((file) => readFileSync(join(out, file), 'utf8')),
  )
  assert.equal(first!.length, 4)
  assert.deepEqual(first, second)
  const [assets, again] = outs.map((out) => readdirSync(out).filter((file) => file.startsWith('asset.')))
  assert.equal(assets!.length, 3)
  assert.deepEqual(assets, again)
})
