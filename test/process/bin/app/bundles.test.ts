/** Bundles hold what runs and nothing that deploys it, start quickly, and are the same bytes every time. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type BuildOptions, buildSync } from 'esbuild'
import { bundleOptions, writeBundles } from '../../../../bin/app/bundles.ts'
import { readSettings } from '../../../../lib/domain/settings/read-settings.ts'
import type { FunctionRole } from '../../../../lib/names/resources.ts'

const ROLES: readonly FunctionRole[] = ['look', 'judge', 'desk']
const FOUND = exampleSettings()
let folder = ''
let bundles: Readonly<Record<FunctionRole, string>>

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchfire-'))
  bundles = writeBundles(folder, FOUND)
})
after(() => rmSync(folder, { recursive: true, force: true }))

test('a bundle is one file with the settings beside it, and what was there before is gone', () => {
  writeFileSync(join(bundles.look, 'left-over.mjs'), '')
  writeBundles(folder, FOUND)
  for (const role of ROLES) {
    assert.deepEqual(readdirSync(bundles[role]).toSorted(), ['index.mjs', 'settings.json'])
    const { settings, hash } = JSON.parse(readFileSync(join(bundles[role], 'settings.json'), 'utf8'))
    assert.deepEqual(settings, FOUND.settings)
    assert.equal(hash, FOUND.hash)
  }
})

test('the same code and settings are the same bytes', () => {
  const again = writeBundles(join(folder, 'again'), FOUND)
  for (const role of ROLES)
    for (const file of ['index.mjs', 'settings.json'])
      assert.deepEqual(readFileSync(join(again[role], file)), readFileSync(join(bundles[role], file)), role)
})

/** What describes a deployment, checks or builds it, and what only reads settings as people write them. */
const NEVER =
  /node_modules\/(aws-cdk|constructs|cdk-nag|@aws-cdk|esbuild|typescript|yaml|zod)|^lib\/(deploy|local)\//

for (const role of ROLES)
  test(`the bundle of ${role} holds nothing that deploys it`, () => {
    const { metafile } = buildSync({ ...bundleOptions(role, folder), write: false, metafile: true })
    // What is read and then dropped as unused leaves no byte: shapes of settings, beside what their values mean.
    const held = Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.keys(inputs).filter((input) => inputs[input]!.bytesInOutput > 0),
    )
    assert.ok(held.includes(`functions/${role}.ts`))
    const [first, ...others] = held.filter((input) => NEVER.test(input))
    assert.equal(
      first,
      undefined,
      `it holds ${first} and ${others.length} files more: an import leads there, or the top level of a file makes a shape of the settings, which belongs inside a function`,
    )
    assert.doesNotMatch(readFileSync(join(bundles[role], 'index.mjs'), 'utf8'), /aws-cdk-lib/)
  })

test('each bundle is imported by a fresh Node; its size and time, beside undici and the SDK alone', (t) => {
  const bare = join(folder, 'bare')
  buildSync(bareOptions(join(bare, 'index.mjs')))
  for (const [what, at] of [...Object.entries(bundles), ['undici and the SDK', bare]] as const) {
    const file = join(at, 'index.mjs')
    const ms = Math.min(...Array.from({ length: 3 }, () => importMs(file)))
    t.diagnostic(
      `${what}: ${Math.round(readFileSync(file).length / 1_024)} KiB, imported in ${Math.round(ms)} ms`,
    )
  }
})

function bareOptions(outfile: string): BuildOptions {
  const { entryPoints: _, outdir: __, ...options } = bundleOptions('look', folder)
  const contents = `
    import { Agent } from 'undici'
    import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
    import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
    import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
    globalThis.kept = [Agent, DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand]
    globalThis.kept.push(PublishCommand, SNSClient, GetParametersCommand, SSMClient)`
  return {
    ...options,
    outfile,
    stdin: { contents, resolveDir: options.absWorkingDir, sourcefile: 'index.ts' },
  }
}

/** Of a process of its own, as a cold start is. */
function importMs(file: string): number {
  const code = `const from = performance.now(); await import('${pathToFileURL(file)}'); console.log(performance.now() - from)`
  const env = {
    WATCHFIRE_INSTALLATION: 'main',
    WATCHFIRE_VANTAGE: 'eu-central-1',
    AWS_REGION: 'eu-central-1',
  }
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    env,
    encoding: 'utf8',
  })
  return Number(printed)
}

function exampleSettings() {
  const text = readFileSync(new URL('../../../../watchfire.example.yaml', import.meta.url), 'utf8')
  const read = readSettings({ file: 'watchfire.example.yaml', text, files: () => undefined })
  if (!read.ok) throw new Error('the example has problems')
  return read.value
}
