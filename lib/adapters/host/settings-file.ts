/** Settings file: reads `watchfire.yaml` and the files it names from the disk. */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { readSettings, type SettingsRead } from '../../domain/settings/read-settings.ts'
import { failed } from '../../domain/text/result.ts'

/** Reads the settings; a file that cannot be read is a problem like any other. `file` is its name in problems. */
export function readSettingsFile(file: string, path: string): SettingsRead {
  const text = readText(path)
  if (text instanceof Error)
    return failed([{ file, line: 1, column: 1, message: `Cannot read the settings: ${text.message}` }])
  const files = (named: string) => {
    const found = readText(resolve(dirname(path), named))
    return found instanceof Error ? undefined : found
  }
  return readSettings({ file, text, files })
}

function readText(path: string): string | Error {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return error as Error
  }
}
