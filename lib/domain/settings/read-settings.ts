/** Read settings: the text of `watchfire.yaml` becomes settings, or every problem it has at once. */

import { failed, ok, type Result } from '../text/result.ts'
import type { KeyProblem } from './key-problem.ts'
import type { Problem } from './problem.ts'
import type { NamedFiles } from './section.ts'
import { resolveSettings, settingsDoubts, settingsProblems, settingsShape } from './sections.ts'
import type { Settings } from './settings.ts'
import { settingsHash } from './settings-hash.ts'
import { shapeProblems } from './shape-problems.ts'
import type { ValueAt } from './value-at.ts'
import { readDocument } from './yaml-document.ts'

interface SettingsFile {
  /** Its name, as problems show it. */
  readonly file: string
  readonly text: string
  /** Reads the files that the settings name, by their paths relative to the settings file. */
  readonly files: NamedFiles
  /** Further rules of whoever reads, such as those of a deployment. */
  readonly rules?: (root: ValueAt) => readonly KeyProblem[]
}

interface ReadSettings {
  readonly settings: Settings
  readonly hash: string
  /** What is allowed and yet doubtful. */
  readonly warnings: readonly Problem[]
}

export type SettingsRead = Result<ReadSettings, readonly Problem[]>

export function readSettings({ file, text, files, rules }: SettingsFile): SettingsRead {
  const document = readDocument(file, text)
  if (!document.readable) return failed(document.problems)
  const root: ValueAt = { path: [], value: document.value ?? {} }
  const parsed = settingsShape.safeParse(root.value)
  const problems = [
    ...document.keyProblems,
    ...shapeProblems(settingsShape, root, parsed.error?.issues ?? []),
    ...settingsProblems(root, files),
    ...(rules?.(root) ?? []),
  ]
  if (!parsed.success || problems.length > 0) return failed(document.locate(problems))
  const settings = resolveSettings(parsed.data, files)
  const warnings = document.locate(settingsDoubts(settings))
  return ok({ settings, hash: settingsHash(settings), warnings })
}

/** The same settings at another cadence: local networks have shorter slots than the file's least cadence. */
export function withCadence(settings: Settings, cadenceMs: number): Settings {
  return { ...settings, cadenceMs }
}
