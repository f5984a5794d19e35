/** Made up: installations in Regions of our choice, and the templates that they come to. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { App, type Stack } from 'aws-cdk-lib'
import { deployComplaints } from '../../lib/deploy/deploy-complaints.ts'
import { addInstallation } from '../../lib/deploy/installation.ts'
import { readSettings } from '../../lib/domain/settings/read-settings.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'

const ROOT = new URL('../../', import.meta.url)
const EXAMPLE = readFileSync(new URL('watchfire.example.yaml', ROOT), 'utf8')

/** Ten Regions, of which any number of the first ones may be taken. */
export const TEN = [
  'eu-central-1',
  'us-west-2',
  'ap-southeast-2',
  'us-east-1',
  'eu-west-1',
  'eu-north-1',
].concat(['ap-northeast-1', 'ca-central-1', 'sa-east-1', 'af-south-1'])

/** The example's settings in this many Regions, every one of them a paging one unless there are three. */
export function exampleIn(count: number): string {
  if (count === 3) return EXAMPLE
  const regions = TEN.slice(0, count).join(', ')
  return EXAMPLE.replace(/^vantages: .*$/m, `vantages: [${regions}]`).replace(/^pagingRegions: .*$/m, '')
}

export function settingsOf(text: string): Settings {
  const read = readSettings({ file: 'watchfire.yaml', text, files: () => undefined, rules: deployComplaints })
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value.settings
}

export interface Resource {
  readonly Type: string
  readonly Properties: Readonly<Record<string, unknown>>
  readonly DeletionPolicy?: string
  readonly UpdateReplacePolicy?: string
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>
  readonly Outputs?: Readonly<Record<string, unknown>>
}

/** The templates by the ids of their stacks, without the functions' code. */
export function templatesOf(settings: Settings, asked: Asked = {}): ReadonlyMap<string, Template> {
  const app = appOf(settings, asked)
  return new Map(app.synth().stacks.map(({ id, template }) => [id, template as Template]))
}

interface Asked {
  readonly hasDashboard?: boolean
  readonly isFirst?: boolean
}

export function appOf(settings: Settings, { hasDashboard = false, isFirst = false }: Asked = {}): App {
  const code = fileURLToPath(new URL('test/fixtures/deploy/code', ROOT))
  const app = new App({ context: FLAGS, outdir: scratch() })
  addInstallation(app, { settings, bundles: { look: code, judge: code, desk: code }, hasDashboard, isFirst })
  return app
}

export function stackOf(app: App, id: string): Stack {
  return app.node.findChild(id) as Stack
}

export function ofType(template: Template, type: string): readonly Resource[] {
  return Object.values(template.Resources).filter(({ Type }) => Type === type)
}

const FLAGS = JSON.parse(readFileSync(new URL('cdk.json', ROOT), 'utf8')).context as Record<string, unknown>

/** A folder that is gone when the tests of the file are over. */
function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'watchfire-'))
  folders.push(folder)
  return folder
}

const folders: string[] = []
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
