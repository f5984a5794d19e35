/** Synth: the app as the CDK's command line runs it, with what it wrote and said. */
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const { app, context: FLAGS } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'))

interface Synth {
  readonly settings: string | undefined
  readonly out: string
  readonly cwd?: string
}

/** With the context and the folder that the CDK's command line would hand over. */
export async function synth({ settings, out, cwd = ROOT }: Synth) {
  const context = { ...FLAGS, ...(settings !== undefined && { settings }) }
  const env = { PATH: process.env.PATH, CDK_OUTDIR: out, CDK_CONTEXT_JSON: JSON.stringify(context) }
  const [, ...args] = String(app).split(' ')
  const absolute = args.map((arg) => (arg === 'bin/app.ts' ? join(ROOT, arg) : arg))
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, absolute, { cwd, env })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, stdout, stderr }
  }
}

export function templatesIn(out: string): readonly string[] {
  return readdirSync(out).filter((file) => file.endsWith('.template.json'))
}
