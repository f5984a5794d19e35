/** The app, as the CDK runs it: silent when all is well, and with the words of the command line when it is not. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { exampleIn } from '../deploy/made-up.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const { app, context: FLAGS } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'))

let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchfire-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

for (const count of [1, 3, 10])
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

test('every mistake in the settings is told as the command line tells it', async () => {
  const settings = join(ROOT, 'test/fixtures/settings/many-mistakes.yaml')
  const expected = readFileSync(settings.replace('.yaml', '.txt'), 'utf8').trimEnd().split('\n')
  const { code, stdout, stderr } = await synth({ settings, out: join(folder, 'bad') })
  const said = stderr.trimEnd().split('\n')
  assert.deepEqual([code, stdout], [2, ''])
  assert.deepEqual(
    said.filter((line) => !/no AWS Region|vpcId is given|subnetIds is given|cannot be deployed/.test(line)),
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

interface Synth {
  readonly settings: string | undefined
  readonly out: string
  readonly cwd?: string
}

/** With the context and the folder that the CDK's command line would hand over. */
async function synth({ settings, out, cwd = ROOT }: Synth) {
  const context = { ...FLAGS, ...(settings !== undefined && { settings }) }
  const env = { PATH: process.env.PATH, CDK_OUTDIR: out, CDK_CONTEXT_JSON: JSON.stringify(context) }
  const [, ...args] = String(app).split(' ')
  const absolute = args.map((arg) => (arg === 'bin/app.ts' ? join(ROOT, arg) : arg))
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, absolute, { cwd, env })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, stdout, stderr }
  }
}

function templatesIn(out: string): readonly string[] {
  return readdirSync(out).filter((file) => file.endsWith('.template.json'))
}
