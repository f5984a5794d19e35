/** App: the CDK app, which turns `watchfire.yaml` into one stack for the table and one for each vantage. */
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { deployComplaints } from '../lib/deploy/complaints.ts'
import { addInstallation } from '../lib/deploy/installation.ts'
import { sayProblem } from '../lib/domain/settings/problem.ts'
import { readSettings, type SettingsRead } from '../lib/domain/settings/read.ts'
import { writeBundles } from './app/bundles.ts'

const BAD_SETTINGS = 2

const app = new App()
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
const found = settingsOrExit(app.node.tryGetContext('settings'))
addInstallation(app, {
  settings: found.settings,
  bundles: writeBundles(join(app.outdir, 'bundles'), found),
  hasDashboard: String(app.node.tryGetContext('dashboard')) === 'true',
})
app.synth()

/** The file that `-c settings=FILE` names, else `watchfire.yaml`; every problem is said, as by the command line. */
function settingsOrExit(named: unknown) {
  const file = typeof named === 'string' ? named : 'watchfire.yaml'
  const read = readFile(file)
  const said = read.ok
    ? read.warnings.map((warning) => `warning: ${sayProblem(warning)}`)
    : read.problems.map(sayProblem)
  for (const line of said) process.stderr.write(`${line}\n`)
  if (!read.ok) process.exit(BAD_SETTINGS)
  return { settings: read.settings, hash: read.hash }
}

function readFile(file: string): SettingsRead {
  const text = textOf(file)
  if (text === undefined) {
    const message =
      'Cannot read the settings, expected this file (watchfire.example.yaml is a start) or another one by -c settings=FILE'
    return { ok: false, problems: [{ file, line: 1, column: 1, message }] }
  }
  const files = (path: string) => textOf(resolve(dirname(file), path))
  return readSettings({ file, text, files, rules: deployComplaints })
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
