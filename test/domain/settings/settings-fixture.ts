/** Settings fixture: one mistake in one YAML file, with what must be said of it in the comments at its foot. */
import { readdirSync, readFileSync } from 'node:fs'
import { sayProblem } from '../../../lib/domain/settings/problem.ts'
import { readSettings } from '../../../lib/domain/settings/read-settings.ts'

const FOLDER = new URL('../../fixtures/settings/', import.meta.url)
/** `# expected: 3:10: cadence is …`, a line for every problem; for settings that are taken `ok` and the warnings. */
const EXPECTED = /^# expected: (.*)\n/gm

interface SettingsFixture {
  /** Without the extension. */
  readonly name: string
  /** The YAML above the comments, so that no comment can hide or mend its mistake. */
  readonly text: string
  /** As `sayProblem` says them, each beginning with the name of the file. */
  readonly expected: readonly string[]
}

export function settingsFixture(name: string): SettingsFixture {
  const whole = readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8')
  const foot = whole.search(/(^# expected: .*\n)+$/m)
  const [text, comments] = foot < 0 ? [whole, ''] : [whole.slice(0, foot), whole.slice(foot)]
  const lines = [...comments.matchAll(EXPECTED)].map(([, line]) => line!)
  return { name, text, expected: lines.map((line) => (line === 'ok' ? line : `${name}.yaml:${line}`)) }
}

export function settingsFixtures(): readonly SettingsFixture[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => settingsFixture(file.replace('.yaml', '')))
}

/** `ok` and the warnings, or the problems. */
export function saidOf({ name, text }: SettingsFixture): readonly string[] {
  const read = readSettings({ file: `${name}.yaml`, text, files: fileBeside })
  return read.ok ? ['ok', ...read.value.warnings.map(sayProblem)] : read.error.map(sayProblem)
}

function fileBeside(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, FOLDER), 'utf8')
  } catch {
    return undefined
  }
}
