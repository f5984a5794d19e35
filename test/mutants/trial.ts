/** Trial: runs tests in a process of their own, over the source as it is or as a mutant. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'acorn'
import { type Mutant, mutated } from './mutant.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

interface Outcome {
  readonly passed: boolean
  readonly output: string
}

/** A mutant that could not even be parsed would be noticed by anything. */
export function assertParses(mutant: Mutant): void {
  const source = mutated(readFileSync(join(ROOT, mutant.file), 'utf8'), mutant)
  parse(stripTypeScriptTypes(source), { ecmaVersion: 'latest', sourceType: 'module' })
}

/** Stops at the first file whose tests notice. */
export async function isNoticed(mutant: Mutant): Promise<boolean> {
  for (const file of mutant.by) {
    const { passed } = await runTests([file], mutant)
    if (!passed) return true
  }
  return false
}

export function runTests(files: readonly string[], mutant: Mutant | null): Promise<Outcome> {
  const options = ['--disable-warning=ExperimentalWarning', '--import', './test/mutants/loading.ts']
  // A process that tests leave to others is told so by this variable, and would run nothing.
  const { NODE_TEST_CONTEXT: _, ...rest } = process.env
  const env = mutant === null ? rest : { ...rest, MUTANT: JSON.stringify(mutant) }
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [...options, '--test', '--test-isolation=none', '--test-timeout=60000', ...files],
      { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => resolve({ passed: code === 0, output }))
  })
}
