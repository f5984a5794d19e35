/** The app, as the CDK runs it: silent when all is well, and with the words of the command line when it is not. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { settingsFixture } from '../../domain/settings/settings-fixture.ts'
import { ROOT, synth, templatesIn } from '../../kit/synth.ts'

let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchfire-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

test('the example passes cdk-nag and CloudFormation’s rules, and nothing is said', async () => {
  const out = join(folder, 'out')
  const settings = join(ROOT, 'watchfire.example.yaml')
  assert.deepEqual(await synth({ settings, out }), { code: 0, stdout: '', stderr: '' })
  assert.equal(templatesIn(out).length, 4)
})

test('every mistake in the settings is told as the command line tells it', async () => {
  const settings = join(ROOT, 'test/fixtures/settings/many-mistakes.yaml')
  const { expected } = settingsFixture('many-mistakes')
  const { code, stdout, stderr } = await synth({ settings, out: join(folder, 'bad') })
  const said = stderr.trimEnd().split('\n')
  assert.deepEqual([code, stdout], [2, ''])
  assert.deepEqual(
    said.filter(
      (line) => !/no AWS Region|vpcId is given|subnetIds is given|cannot be deployed|cannot page/.test(line),
    ),
    expected.map((line) => line.replace('many-mistakes.yaml', settings)),
  )
})

test('without settings it says so, and never takes the example', async () => {
  const { code, stdout, stderr } = await synth({
    settings: undefined,
    out: join(folder, 'none'),
    cwd: folder,
  })
  assert.deepEqual([code, stdout], [2, ''])
  assert.equal(
    stderr,
    'watchfire.yaml:1:1: Cannot read the settings, expected this file (watchfire.example.yaml is a start) or another one by -c settings=FILE\n',
  )
})
