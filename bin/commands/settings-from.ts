/** Settings from: the settings that a command is to use, with every problem said on stderr. */
import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { readSettingsFile } from '../../lib/adapters/host/settings-file.ts'
import { type Problem, sayProblem } from '../../lib/domain/settings/problem.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import type { Io } from './io.ts'

/** Taken when no other file is named. */
const SETTINGS_FILE = 'watchfire.yaml'

/** Why a command cannot go on that needs settings and finds none, as the end of a sentence. */
export const NO_SETTINGS = 'no settings; name a file with --settings, or write watchfire.yaml here'

export interface SettingsFound {
  readonly settings: Settings
  readonly hash: string
}

/** The file named, or `watchfire.yaml` here; `none` when neither is there, `bad` when its problems were said. */
export function settingsOr(named: string | undefined, io: Io): SettingsFound | 'none' | 'bad' {
  const read = doubtfulSettingsOr(named, io)
  if (typeof read === 'string') return read
  for (const warning of read.warnings) io.stderr.write(`warning: ${sayProblem(warning)}\n`)
  return { settings: read.settings, hash: read.hash }
}

/** The same for a command that cannot do without; what is wrong was said, and 2 is the exit code for it. */
export function neededSettings(named: string | undefined, io: Io, cannot: (why: string) => 2): Settings | 2 {
  const read = settingsOr(named, io)
  if (read === 'none') return cannot(NO_SETTINGS)
  return read === 'bad' ? 2 : read.settings
}

interface DoubtfulSettings extends SettingsFound {
  /** What is allowed and yet doubtful; not yet said. */
  readonly warnings: readonly Problem[]
}

/** The same for a command that says what is doubtful in its own way. */
export function doubtfulSettingsOr(named: string | undefined, io: Io): DoubtfulSettings | 'none' | 'bad' {
  const path = resolve(io.cwd, named ?? SETTINGS_FILE)
  if (named === undefined && !existsSync(path)) return 'none'
  const read = readSettingsFile(named ?? relative(io.cwd, path), path)
  if (read.ok) return read.value
  for (const problem of read.error) io.stderr.write(`${sayProblem(problem)}\n`)
  return 'bad'
}
