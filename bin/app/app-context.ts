/** App context: what `cdk synth` was asked for by `-c`: the settings, or the end of the app with every problem said. */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { deployComplaints } from '../../lib/deploy/deploy-complaints.ts'
import { sayProblem } from '../../lib/domain/settings/problem.ts'
import { readSettings, type SettingsRead } from '../../lib/domain/settings/read-settings.ts'
import { failed } from '../../lib/domain/text/result.ts'

const BAD_SETTINGS = 2

/** The file that `-c settings=FILE` names, else `watchfire.yaml`; every problem is said, as by the command line. */
export function settingsOrExit(named: unknown) {
  const file = typeof named === 'string' ? named : 'watchfire.yaml'
  const read = readFile(file)
  const said = read.ok
    ? read.value.warnings.map((warning) => `warning: ${sayProblem(warning)}`)
    : read.error.map(sayProblem)
  for (const line of said) process.stderr.write(`${line}\n`)
  if (!read.ok) process.exit(BAD_SETTINGS)
  return read.value
}

/** `-c dashboard=true`, `-c first=true`. */
export function isAskedFor(context: unknown): boolean {
  return String(context) === 'true'
}

function readFile(file: string): SettingsRead {
  const text = textOf(file)
  if (text === undefined) {
    const message =
      'Cannot read the settings, expected this file (watchfire.example.yaml is a start) or another one by -c settings=FILE'
    return failed([{ file, line: 1, column: 1, message }])
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
