/** Read: the text of `watchfire.yaml` becomes settings, or every problem it has at once. */

import type { Complaint } from './complaint.ts'
import { crossComplaints } from './cross-checks.ts'
import { readDocument } from './document.ts'
import { doubts } from './doubts.ts'
import { endpointComplaints, type Files } from './endpoints.ts'
import { settingsHash } from './hash.ts'
import { nameComplaints } from './names.ts'
import type { Place } from './place.ts'
import { plannedComplaints } from './planned.ts'
import { inFileOrder, type Problem } from './problem.ts'
import { resolveSettings } from './resolve.ts'
import { settingsSchema } from './schema.ts'
import { complaintsOf } from './schema-issues.ts'
import type { Settings } from './settings.ts'

interface SettingsFile {
  /** Its name, as problems show it. */
  readonly file: string
  readonly text: string
  /** Reads the files that the settings name, by their paths relative to the settings file. */
  readonly files: Files
  /** Further rules of whoever reads, such as those of a deployment. */
  readonly rules?: (root: Place) => readonly Complaint[]
}

export type SettingsRead =
  | {
      readonly ok: true
      readonly settings: Settings
      readonly hash: string
      /** What is allowed and yet doubtful. */
      readonly warnings: readonly Problem[]
    }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export function readSettings({ file, text, files, rules }: SettingsFile): SettingsRead {
  const document = readDocument(file, text)
  if (!document.readable) return { ok: false, problems: inFileOrder(document.problems) }
  const root: Place = { path: [], value: document.value ?? {} }
  const parsed = settingsSchema.safeParse(root.value)
  const complaints = [
    ...document.complaints,
    ...complaintsOf(parsed.error?.issues ?? [], root),
    ...nameComplaints(root),
    ...endpointComplaints(root, files),
    ...crossComplaints(root),
    ...plannedComplaints(root),
    ...(rules?.(root) ?? []),
  ]
  if (!parsed.success || complaints.length > 0)
    return { ok: false, problems: inFileOrder(complaints.map(document.locate)) }
  const settings = resolveSettings(parsed.data, files)
  return {
    ok: true,
    settings,
    hash: settingsHash(settings),
    warnings: inFileOrder(doubts(settings).map(document.locate)),
  }
}

/** The same settings at another cadence: local networks have shorter slots than the file's least cadence. */
export function withCadence(settings: Settings, cadenceMs: number): Settings {
  return { ...settings, cadenceMs }
}
