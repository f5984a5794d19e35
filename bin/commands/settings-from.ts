/** Settings from: the settings that a command is to use, with every problem said on stderr. */
import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { readSettingsFile } from '../../lib/adapters/settings-file.ts'
import { sayProblem } from '../../lib/domain/settings/problem.ts'
import type { Settings } from '../../lib/domain/settings.ts'
import type { Io } from './io.ts'

/** Taken when no other file is named. */
const SETTINGS_FILE = 'watchfire.yaml'

export interface SettingsFound {
  readonly settings: Settings
  readonly hash: string
}

/** The file named, or `watchfire.yaml` here; `none` when neither is there, `bad` when its problems were said. */
export function settingsOr(named: string | undefined, io: Io): SettingsFound | 'none' | 'bad' {
  const path = resolve(io.cwd, named ?? SETTINGS_FILE)
  if (named === undefined && !existsSync(path)) return 'none'
  const read = readSettingsFile(named ?? relative(io.cwd, path), path)
  const said = read.ok
    ? read.warnings.map((warning) => `warning: ${sayProblem(warning)}`)
    : read.problems.map(sayProblem)
  for (const line of said) io.stderr.write(`${line}\n`)
  return read.ok ? { settings: read.settings, hash: read.hash } : 'bad'
}
