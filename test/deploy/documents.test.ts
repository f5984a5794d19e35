/** What docs/deploy.md says of deploying by name is what the app deploys. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { appOf, exampleIn, settingsOf, stackOf } from './made-up.ts'

const GUIDE = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8')
const settings = settingsOf(exampleIn(3))
const REGIONS = settings.vantages.map(({ name }) => name)

/** `cdk deploy` with the name of a stack, wherever it stands. */
const BY_NAME = [...GUIDE.matchAll(/npx cdk deploy (?!--all)([^\n`|]*)/g)]
  .map(([, rest]) => rest!)
  .filter((rest) => /watchfire-/.test(rest))

test('A2: whoever deploys a stack by its name is told to leave the table alone', () => {
  assert.ok(BY_NAME.length >= 3)
  for (const command of BY_NAME) assert.match(command, /^-e /, command)
})

test('A2: there is a chapter on deploying while a Region is down, which names each stack as the app calls it', () => {
  const [, chapter] = /^(\*\*While a Region is down\.\*\*.*?)^\*\*Add a Region/ms.exec(GUIDE) ?? []
  assert.ok(chapter)
  const [, stack] = /deploy -e .*?(watchfire-main-vantage-\$region)/.exec(chapter) ?? []
  const app = appOf(settings)
  for (const region of REGIONS) assert.equal(stackOf(app, stack!.replace('$region', region)).region, region)
})

test('A2: only the table goes before a vantage, and by order alone: no stack of a Region waits for another Region', () => {
  const app = appOf(settings)
  const table = stackOf(app, 'watchfire-main-table')
  for (const region of REGIONS)
    assert.deepEqual(stackOf(app, `watchfire-main-vantage-${region}`).dependencies, [table])
})

test('A5: the first deployment is said to be the first, and the next command protects the table', () => {
  const [, commands] = /^## 5\. Deploy\n\n```sh\n(.*?)```/ms.exec(GUIDE) ?? []
  const deploys = commands!.split('\n').filter((line) => line.startsWith('npx cdk deploy'))
  assert.deepEqual(
    deploys.map((line) => line.replace(/\s*#.*/, '')),
    ['npx cdk deploy --all -c first=true', 'npx cdk deploy -e watchfire-main-table'],
  )
})
