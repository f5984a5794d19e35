/** The law of one record: a made-up kind fails the compiler exactly where something must be written, and nowhere else must anything change. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const COPIED = ['bin', 'functions', 'lib', 'test', 'docs', 'package.json', 'tsconfig.json']
const LEFT_OUT = /(node_modules|test\/(fixtures|golden))$/

const RECORD = `  'made-up-kind': {
    about: ['node'],
    votes: 'any',
    needs: ['peers'],
    disables: false,
    sharesCause: true,
    explains: [],
    fires: 'the node has exactly {peers} peers',
    afterMs: 0,
    clearsMs,
    severity: 'warning',
    bounds: { peers: 66 },
    why: 'It stands for any kind that is still to come.',
  },
`
const FACTS = "  readonly 'made-up-kind': ByNode<PeerFacts>\n"
const RULE = `
${'export'} const madeUpKind: Rule<'made-up-kind'> = (look, settings) =>
  eachNode('made-up-kind', look, ({ id }, { peers }) =>
    peers === boundOf(settings, 'made-up-kind', 'peers') ? { severity: 'warning', facts: { [id]: { peers } } } : null,
  )
`
const WORDS = `/** Words of made-up-kind: a node has a certain number of peers. */
import { sayEachNode } from '../phrases/each-node.ts'
import type { KindWords } from './kind-words.ts'

${'export'} const madeUpKind: KindWords<'made-up-kind'> = {
  headline: () => 'a demonstration',
  says: (of) => sayEachNode(of, ({ peers }) => \`has \${peers} peers\`),
  lists: () => [],
  details: () => [],
  validators: () => [],
  steps: () => ['Look.', 'Look again.', 'Go back to sleep.'],
  text: () => ({ details: [''], sentences: [] }),
}
`

/** A look of a node with 66 peers, judged and said. */
const TRIAL = `import { sayEvidence } from './lib/domain/notices/evidence-words.ts'
import { judge } from './lib/domain/verdicts/judge.ts'
import { fleetSettings, lookOf, NOON } from './test/domain/made-up-fleet.ts'
const settings = fleetSettings()
const look = lookOf(settings, { nodes: { 'fra1-a': { peers: 66 } } })
const { unwell } = judge([look], settings, { now: NOON, freshMs: 1_000 })
console.log(unwell.map((verdict) => \`\${verdict.kind} \${verdict.subject}: \${sayEvidence(verdict, settings)}\`).join())
`

const tree = mkdtempSync(join(tmpdir(), 'watchfire-kind-'))
after(() => rmSync(tree, { recursive: true, force: true }))

for (const name of COPIED)
  cpSync(join(ROOT, name), join(tree, name), { recursive: true, filter: (path) => !LEFT_OUT.test(path) })
symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'))

/** Puts a text before the first line that begins so, from a mark on. */
function insert(path: string, { from, before, text }: { from: string; before: string; text: string }): void {
  const file = join(tree, path)
  const source = readFileSync(file, 'utf8')
  const at = source.indexOf(`\n${before}`, source.indexOf(from)) + 1
  assert.ok(at > 0, `${path} has no line that begins with ${before} behind ${from}`)
  writeFileSync(file, source.slice(0, at) + text + source.slice(at))
}

function append(path: string, text: string): void {
  writeFileSync(join(tree, path), readFileSync(join(tree, path), 'utf8') + text)
}

interface Ended {
  readonly code: number
  readonly stdout: string
}

function run(program: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd: tree, maxBuffer: 1 << 26 }, (error, stdout) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout })
    })
  })
}

/** The files of which the compiler complains. */
async function complaints(): Promise<readonly string[]> {
  const { stdout } = await run(join(ROOT, 'node_modules/.bin/tsc'), ['--pretty', 'false'])
  const files = stdout.split('\n').flatMap((line) => /^(\S+?)\(\d+,\d+\): error/.exec(line)?.[1] ?? [])
  return [...new Set(files)].sort()
}

test('the record alone is missed in its facts, its rule and its words', async () => {
  assert.deepEqual(await complaints(), [], 'the copy itself is not well')
  const kinds = { from: 'export const KINDS', before: '} as const satisfies', text: RECORD }
  insert('lib/domain/kinds/kinds.ts', kinds)
  assert.deepEqual(await complaints(), [
    'lib/domain/findings/facts.ts',
    'lib/domain/findings/rules.ts',
    'lib/domain/notices/kinds/words-by-kind.ts',
    'test/kit/typical-facts.ts',
  ])
})

test('once these are written nothing else has to change, and it is found and said', async () => {
  insert('lib/domain/findings/facts.ts', { from: 'interface FactsTable', before: '}', text: FACTS })
  append('lib/domain/findings/node-status.ts', RULE)
  insert('lib/domain/findings/rules.ts', {
    from: 'export const RULES',
    before: '}',
    text: "  'made-up-kind': madeUpKind,\n",
  })
  append('lib/domain/findings/rules.ts', "import { madeUpKind } from './node-status.ts'\n")
  writeFileSync(join(tree, 'lib/domain/notices/kinds/made-up-kind.ts'), WORDS)
  insert('lib/domain/notices/kinds/words-by-kind.ts', {
    from: 'const WORDS',
    before: '}',
    text: "  'made-up-kind': madeUpKind,\n",
  })
  append('lib/domain/notices/kinds/words-by-kind.ts', "import { madeUpKind } from './made-up-kind.ts'\n")
  insert('test/kit/typical-facts.ts', {
    from: 'const facts: FactsByKind',
    before: '  }',
    text: "    'made-up-kind': each({ peers: 66 }),\n",
  })
  assert.deepEqual(await complaints(), [])
  writeFileSync(join(tree, 'trial.ts'), TRIAL)
  const { code, stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', 'trial.ts'])
  assert.deepEqual([code, stdout], [0, 'made-up-kind node:fra1-a: fra1-a has 66 peers.\n'])
})
