/** To add a key of the settings, one file is changed: tried on a copy of the domain, and held for the files as they are. */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { z } from 'zod'
import { settingsJsonSchema } from '../../../lib/domain/settings/json-schema.ts'
import { sayProblem } from '../../../lib/domain/settings/problem.ts'
import type { SettingsRead } from '../../../lib/domain/settings/read-settings.ts'
import { keyTables } from './key-tables.ts'
import { addMadeUpKeys } from './made-up-keys.ts'
import { settingsFixture } from './settings-fixture.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const MINIMAL = settingsFixture('minimal').text

describe('a made-up key', () => {
  let copy = ''
  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'watchfire-key-'))
    cpSync(join(ROOT, 'lib/domain'), join(copy, 'lib/domain'), { recursive: true })
    writeFileSync(join(copy, 'package.json'), '{ "type": "module" }')
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  })
  after(() => rmSync(copy, { recursive: true, force: true }))

  /** A part of the domain as the copy has it. */
  async function ofCopy<T>(path: string): Promise<T> {
    return await import(pathToFileURL(join(copy, 'lib/domain/settings', path)).href)
  }

  it('of nodes, and one at the top, are read, refused, meant, completed and explained', async () => {
    addMadeUpKeys(copy)
    const { readSettings } = await ofCopy<{
      readSettings(file: { file: string; text: string; files: () => undefined }): SettingsRead
    }>('read-settings.ts')
    const { settingsShape } = await ofCopy<{ settingsShape: z.ZodType }>('sections.ts')
    const read = (text: string) => readSettings({ file: 'f.yaml', text, files: () => undefined })
    const said = (text: string): readonly string[] => {
      const result = read(text)
      return result.ok ? ['ok'] : result.error.map(sayProblem)
    }

    assert.deepEqual(said(`${MINIMAL}    rack: R 5\nonlyIpv6: maybe\n`), [
      'f.yaml:6:11: nodes[0].rack is "R 5", expected a name of at most 63 lower-case letters, digits and dashes, no dash first',
      'f.yaml:7:11: onlyIpv6 is "maybe", expected true or false',
    ])
    assert.deepEqual(said(`${MINIMAL}    rak: r5\n`), [
      'f.yaml:6:5: nodes[0].rak is not a known key, did you mean "rack"?',
    ])
    const good = read(`${MINIMAL}    rack: r5\nonlyIpv6: true\n`)
    assert.ok(good.ok)
    assert.partialDeepStrictEqual(good.value.settings, { onlyIpv6: true, nodes: [{ rack: 'r5' }] })
    assert.partialDeepStrictEqual(read(MINIMAL), { value: { settings: { onlyIpv6: false } } })
    const tables = keyTables(settingsShape)
    assert.match(tables.nodes!, /^\| `rack` \| name \| any \| Its rack\. \|$/m)
    assert.match(tables['top level']!, /^\| `onlyIpv6` \| `true` or `false` \| `false` \| No IPv4\. \|$/m)
  })
})

describe('the files that read settings', () => {
  const folder = join(ROOT, 'lib/domain/settings')
  /** They tie sections to one another, put them together, or answer what is asked of all of them. */
  const tying = ['cross-sections.ts', 'sections.ts', 'settings.ts', 'needed-secrets.ts']
  /** Keys that are words of the language or of the trade as well. */
  const words = ['after', 'email', 'for', 'from', 'https', 'key', 'name', 'timeZone', 'url']

  it('spell no key: what is known of one stands in its section', () => {
    const keys = keysIn(settingsJsonSchema()).filter((key) => !words.includes(key))
    assert.ok(keys.length > 40)
    const machinery = readdirSync(folder).filter((file) => file.endsWith('.ts') && !tying.includes(file))
    const spelled = machinery.flatMap((file) => {
      const source = readFileSync(join(folder, file), 'utf8')
      const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|^import[\s\S]*?from '.*'$/gm, '')
      return keys.filter((key) => new RegExp(`\\b${key}\\b`).test(code)).map((key) => `${file}: ${key}`)
    })
    assert.deepEqual(spelled, [])
  })
})

/** Every key at any depth, but for the kinds and their bounds, which are those of the table of kinds. */
function keysIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties = {}, ...others } = schema as { properties?: Readonly<Record<string, unknown>> }
  const below = Object.entries(properties).filter(([key]) => key !== 'thresholds')
  const keys = [
    ...Object.keys(properties),
    ...[...below, ...Object.entries(others)].flatMap(([, each]) => keysIn(each)),
  ]
  return [...new Set(keys)]
}
