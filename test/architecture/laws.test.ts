/** Every law of the building bites: small trees that break it, with what it says of them, and trees that do not. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Broken } from './broken.ts'
import { nothingLeadsBackToItself } from './cycles.ts'
import { everyExportIsImported, everyFileIsReached, exportedForTests } from './dead.ts'
import { DOMAIN_ROOMS, everyDomainFileHasARoom, roomsLookLeft } from './domain-rooms.ts'
import {
  doorsOpenOneWay,
  everyFileHasARoom,
  innerRoomsImportFewPackages,
  onlyOuterRoomsTouchTheOutside,
  wingsKeepTheirPackages,
} from './doors.ts'
import { fastTestsStayInside, theFastScriptIsGuarded } from './fast-suite.ts'
import {
  everyFileOpensWithASentence,
  exportsArePlain,
  namesSaySomething,
  nothingIsExportedByDefault,
  onlyConstructsAreClasses,
  typesAreKept,
} from './form.ts'
import { lockFilesNameNoHost, noFileNamesAMachine, topLevelIsShort } from './ground.ts'
import {
  keysHaveOneMaker,
  resultsHaveOneMaker,
  severityHasOneOrder,
  unionsHaveOnePlace,
} from './one-place.ts'
import { pureRoomsAreToldTheWorld } from './purity.ts'
import {
  functionsIn,
  longest,
  mostFunctionsAreShort,
  noFunctionIsLong,
  noFunctionTakesManyParameters,
  spread,
} from './sizes.ts'
import { type TextFile, type Unit, unitsIn } from './tree.ts'
import { noTwoFilesShareAName, noTwoTypesShareAName } from './unique-names.ts'
import { entriesOnlyWire } from './wiring.ts'

type Tree = Readonly<Record<string, string>>

function filesOf(tree: Tree): readonly TextFile[] {
  return Object.entries(tree).map(([path, source]) => ({ path, source }))
}

function unitsOf(tree: Tree): readonly Unit[] {
  return unitsIn(filesOf(tree))
}

/** What the law says of the tree: the files and lines that break it. */
function places(found: readonly Broken[]): readonly string[] {
  return found.map((each) => each.split(': ')[0]!)
}

const EACH_ROOM = {
  domain: 'lib/domain/a.ts',
  names: 'lib/names/a.ts',
  ports: 'lib/ports.ts',
  work: 'lib/work/a.ts',
  adapters: 'lib/adapters/a.ts',
  desk: 'lib/desk/a.ts',
  tools: 'lib/tools/a.ts',
  local: 'lib/local/a.ts',
  deploy: 'lib/deploy/a.ts',
  functions: 'functions/a.ts',
  app: 'bin/app.ts',
  cli: 'bin/commands/a.ts',
} as const
type RoomName = keyof typeof EACH_ROOM

/** The drawing of the house, written a second time: what each room may import besides itself. */
const DRAWING: Readonly<Record<RoomName, readonly RoomName[]>> = {
  domain: [],
  names: [],
  ports: ['domain'],
  work: ['domain', 'names', 'ports'],
  adapters: ['domain', 'names', 'ports'],
  desk: ['domain', 'names', 'ports'],
  tools: ['domain', 'names', 'ports'],
  local: ['domain', 'names', 'ports', 'work', 'adapters', 'desk', 'tools'],
  deploy: ['domain', 'names'],
  functions: ['domain', 'names', 'ports', 'work', 'adapters', 'desk', 'tools'],
  app: ['domain', 'names', 'deploy'],
  cli: ['domain', 'names', 'ports', 'work', 'adapters', 'desk', 'tools', 'local'],
}

describe('doors', () => {
  const rooms = Object.keys(EACH_ROOM) as RoomName[]

  for (const from of rooms)
    test(`${from} opens to ${DRAWING[from].join(', ') || 'nobody'}, and to nobody else`, () => {
      const open = rooms.filter((to) => {
        if (to === from) return false
        const up = '../'.repeat(EACH_ROOM[from].split('/').length - 1)
        return doorsOpenOneWay(unitsOf({ [EACH_ROOM[from]]: `import '${up}${EACH_ROOM[to]}'` })).length === 0
      })
      assert.deepEqual(open, DRAWING[from])
    })

  test('adapters, desk and tools may know the types of work, and no more of it', () => {
    for (const room of ['adapters', 'desk', 'tools']) {
      const file = `lib/${room}/a.ts`
      assert.deepEqual(doorsOpenOneWay(unitsOf({ [file]: "import type { A } from '../work/a.ts'" })), [])
      assert.deepEqual(doorsOpenOneWay(unitsOf({ [file]: "import { a } from '../work/a.ts'" })), [
        `${file}:1: ${room} may not import lib/work/a.ts`,
      ])
    }
  })

  test('a type, a second line and an import at run time are imports too', () => {
    assert.deepEqual(
      places(
        doorsOpenOneWay(
          unitsOf({
            'lib/domain/a.ts': "/** A. */\nimport type { A } from '../ports.ts'",
            'lib/domain/b.ts': "\n\ntype A = import('../work/a.ts').A",
            'lib/work/c.ts': "const a = await import('../adapters/a.ts')",
            'lib/work/d.ts': "import '../../test/architecture/tree.ts'",
          }),
        ),
      ),
      ['lib/domain/a.ts:2', 'lib/domain/b.ts:3', 'lib/work/c.ts:1', 'lib/work/d.ts:1'],
    )
  })
})

describe('rooms of the domain', () => {
  for (const [at, room] of DOMAIN_ROOMS.entries())
    test(`${room} knows what stands to its left and nothing to its right`, () => {
      const known = DOMAIN_ROOMS.filter((other) => {
        const tree = { [`lib/domain/${room}/deep/a.ts`]: `import type { A } from '../../${other}/b.ts'` }
        return roomsLookLeft(unitsOf(tree)).length === 0
      })
      assert.deepEqual(known, DOMAIN_ROOMS.slice(0, at + 1))
    })

  test('a file of the domain stands in one of them', () => {
    const tree = {
      'lib/domain/look/sides/find-sides.ts': '',
      'lib/domain/find.ts': '',
      'lib/domain/cost/lines.ts': '',
    }
    assert.deepEqual(places(everyDomainFileHasARoom(unitsOf(tree))), [
      'lib/domain/find.ts:1',
      'lib/domain/cost/lines.ts:1',
    ])
  })
})

const DIRTY = [
  'Date.now()',
  'new Date()',
  'Date()',
  'const { now } = Date',
  "Date['now']()",
  'Math.random()',
  'const { random } = Math',
  'setTimeout(a, 1)',
  "fetch('a')",
  'process.env.A',
  'globalThis.a',
  'console.log(1)',
  'performance.now()',
  'crypto.randomUUID()',
  'const a = { process }',
  'const a = (b = Date.now()) => b',
  'class A { at = Date.now() }',
  'const a = `${process.pid}`',
  'AbortSignal.timeout(1)',
  'import.meta.url',
  "await import('./b.ts')",
]

const CLEAN = [
  'new Date(at)',
  'Date.UTC(2026, 1)',
  "Date.parse('2026-11-22')",
  'Math.floor(1)',
  'clock.now()',
  'a.process.fetch',
  'const a = { process: 1, fetch() {} }',
  "const a = 'process.env, Date.now() and fetch()'",
  '// Date.now() is for adapters',
  'type A = typeof process',
  'interface A { readonly process: Date; fetch(): void }',
  'AbortSignal.any([])',
]

describe('purity', () => {
  for (const source of DIRTY)
    test(`reaches out: ${source}`, () => {
      const found = pureRoomsAreToldTheWorld(unitsOf({ 'lib/domain/a.ts': `/** A. */\n${source}` }))
      assert.deepEqual(places(found), ['lib/domain/a.ts:2'])
    })

  for (const source of CLEAN)
    test(`stays inside: ${source}`, () =>
      assert.deepEqual(pureRoomsAreToldTheWorld(unitsOf({ 'lib/domain/a.ts': source })), []))

  test('adapters, the local run and entries may reach out, the other rooms not', () => {
    const tree = Object.fromEntries(Object.values(EACH_ROOM).map((path) => [path, 'Date.now()']))
    assert.deepEqual(
      places(pureRoomsAreToldTheWorld(unitsOf(tree))),
      ['domain', 'names', 'ports', 'work', 'desk', 'tools'].map((room) => `${EACH_ROOM[room as RoomName]}:1`),
    )
  })
})

const lines = (count: number): string => Array.from({ length: count }, () => '\n').join('')

interface Case {
  readonly law: (files: never) => readonly Broken[]
  readonly tree: Tree
  /** `FILE:LINE` of everything that breaks the law. */
  readonly breaks: readonly string[]
}

const CASES: Readonly<Record<string, Case>> = {
  'every file has a room': {
    law: everyFileHasARoom,
    tree: { 'lib/a.ts': '', 'lib/other/a.ts': '', 'bin/a.ts': '', 'lib/ports.ts': '', 'test/a.ts': '' },
    breaks: ['lib/a.ts:1', 'lib/other/a.ts:1', 'bin/a.ts:1'],
  },
  'the domain imports three packages and no built-in': {
    law: innerRoomsImportFewPackages,
    tree: {
      'lib/domain/a.ts': "import 'zod'\nimport 'yaml'\nimport '@noble/hashes/sha2.js'",
      'lib/domain/b.ts':
        "import 'node:path'\nimport type { A } from '@noble/curves/p256.js'\nimport 'zodiac'",
    },
    breaks: ['lib/domain/b.ts:1', 'lib/domain/b.ts:2', 'lib/domain/b.ts:3'],
  },
  'names, ports and work import no package': {
    law: innerRoomsImportFewPackages,
    tree: {
      'lib/names/a.ts': "import 'zod'",
      'lib/ports.ts': "import 'node:util'",
      'lib/work/a.ts': "import 'undici'",
      'lib/adapters/a.ts': "import 'undici'",
    },
    breaks: ['lib/names/a.ts:1', 'lib/ports.ts:1', 'lib/work/a.ts:1'],
  },
  'run code never imports the CDK': {
    law: wingsKeepTheirPackages,
    tree: {
      'functions/look.ts': "import 'aws-cdk-lib/aws-lambda'",
      'bin/cli.ts': "import type { App } from 'aws-cdk-lib'",
      'lib/adapters/a.ts': "import { Construct } from 'constructs'",
      'lib/deploy/a.ts': "import { Construct } from 'constructs'\nimport 'aws-cdk-lib'",
      'bin/app.ts': "import 'aws-cdk-lib'",
    },
    breaks: ['functions/look.ts:1', 'bin/cli.ts:1', 'lib/adapters/a.ts:1'],
  },
  'deploy code never imports an SDK or undici': {
    law: wingsKeepTheirPackages,
    tree: {
      'lib/deploy/a.ts': "import '@aws-sdk/client-sns'\nimport type { Agent } from 'undici'",
      'bin/app.ts': "import '@aws-sdk/client-sns'",
      'lib/adapters/a.ts': "import '@aws-sdk/client-sns'\nimport 'undici'",
    },
    breaks: ['lib/deploy/a.ts:1', 'lib/deploy/a.ts:2', 'bin/app.ts:1'],
  },
  'only outer rooms touch the outside': {
    law: onlyOuterRoomsTouchTheOutside,
    tree: {
      'lib/work/a.ts': "import 'node:timers/promises'\nimport 'fs'\nimport 'node:util'",
      'lib/desk/a.ts': "import { connect } from 'node:net'",
      'lib/deploy/a.ts': "import 'node:child_process'\nimport 'node:path'",
      'lib/domain/a.ts': "import type { Server } from 'node:http'",
      'lib/adapters/a.ts': "import 'node:net'",
      'lib/local/a.ts': "import 'node:child_process'",
      'functions/a.ts': "import 'node:fs'",
      'bin/cli.ts': "import 'node:fs'",
    },
    breaks: [
      'lib/work/a.ts:1',
      'lib/work/a.ts:2',
      'lib/desk/a.ts:1',
      'lib/deploy/a.ts:1',
      'lib/domain/a.ts:1',
    ],
  },
  'a fast test leads to no process, no socket and no clock, but through adapters and for types': {
    law: fastTestsStayInside,
    tree: {
      'test/a.test.ts': "import { spawn } from 'node:child_process'\nimport './kit/server.ts'",
      'test/b.test.ts': "import type { Socket } from 'node:net'\nimport type { C } from './process/c.ts'",
      'test/c.test.ts': 'const at = Date.now() + performance.now()\nnew Date()\nnew Date(at)',
      'test/d.test.ts': "import '../lib/local/d.ts'\nimport '../lib/adapters/d.ts'\nimport 'node:sqlite'",
      'test/kit/server.ts': "import { createServer } from 'node:http'\nimport { mkdtempSync } from 'node:fs'",
      'lib/local/d.ts': "const load = () => import('./e.ts')",
      'lib/local/e.ts': 'setTimeout(() => undefined, 1)\nsetImmediate(() => undefined)',
      'lib/adapters/d.ts': "import { connect } from 'node:net'\nimport './e.ts'",
      'lib/adapters/e.ts': 'AbortSignal.timeout(1)',
      'test/process/c.test.ts': "import 'node:net'\nimport './c.ts'",
      'test/process/c.ts': "import 'node:timers/promises'\nfetch('a')",
      'test/slow/d.test.ts': 'Date.now()',
      'lib/local/unreached.ts': "import 'node:tls'",
    },
    breaks: [
      'test/a.test.ts:1',
      'test/kit/server.ts:1',
      'test/c.test.ts:1',
      'test/c.test.ts:1',
      'test/c.test.ts:2',
      'lib/local/e.ts:1',
    ],
  },
  'no cycle, be it of types, of three, or of one': {
    law: nothingLeadsBackToItself,
    tree: {
      'lib/domain/a.ts': "import type { B } from './b.ts'",
      'lib/domain/b.ts': "\nimport { c } from './c.ts'",
      'lib/domain/c.ts': "import type { A } from './a.ts'\nimport './d.ts'",
      'lib/domain/d.ts': "import './e.ts'",
      'lib/domain/e.ts': '',
      'lib/domain/f.ts': "import './f.ts'\nimport './a.ts'\nimport './e.ts'",
    },
    breaks: ['lib/domain/c.ts:1', 'lib/domain/f.ts:1'],
  },
  'subjects and steps are put together and taken apart in one file each': {
    law: unionsHaveOnePlace,
    tree: {
      'lib/domain/kinds/subject.ts': 'const a = `node:${b}`',
      'lib/domain/people/step-name.ts': 'const a = `repeat-${b}`',
      'lib/work/a.ts': "const a = `node:${b}`\nconst c = d.startsWith('path:')\nconst e = `critical-${f}`",
      'lib/work/b.ts': "const a = 'node:a'\nconst c = `a node: ${b}`\nconst d = e.split('-')",
    },
    breaks: ['lib/work/a.ts:1', 'lib/work/a.ts:2', 'lib/work/a.ts:3'],
  },
  'keys are made in one file': {
    law: keysHaveOneMaker,
    tree: {
      'lib/domain/kinds/subject.ts': 'const a = `${kind} ${subject}`',
      'lib/work/a.ts': 'const a = `${kind} ${subject}`\nconst b = `(${c.kind} ${c.subject})`',
      'lib/work/b.ts': 'const a = `${kind}: ${subject}`\nconst b = `${subject} ${kind}`',
    },
    breaks: ['lib/work/a.ts:1', 'lib/work/a.ts:2'],
  },
  'severities are ordered in one file': {
    law: severityHasOneOrder,
    tree: {
      'lib/domain/kinds/severity.ts': "const a = ['info', 'warning', 'critical']",
      'lib/work/a.ts':
        "const a = ['critical', 'warning', 'info']\nconst b = { info: 1, warning: 2, critical: 3 }",
      'lib/work/b.ts':
        "const a = ['warning', 'critical']\nconst b = { info: 'i', warning: 'w', critical: 'c' }",
    },
    breaks: ['lib/work/a.ts:1', 'lib/work/a.ts:2'],
  },
  'results are made in one file': {
    law: resultsHaveOneMaker,
    tree: {
      'lib/domain/text/result.ts': 'const a = { ok: true, value: 1 }',
      'lib/work/a.ts':
        'const a = { ok: true, value: 1 }\nconst b = (ok) => ({ ok, value: 1 })\ntype C =\n  | { readonly ok: false; readonly problem: string }',
      'bin/commands/a.ts': "const a = b ? { value: 1 } : {\n  'ok': false }",
      'functions/a.ts': 'const a = b.ok ? ok(1) : { okay: true }\nconst { ok: c } = b',
      'test/a.ts': 'const a = { ok: true }',
    },
    breaks: ['lib/work/a.ts:1', 'lib/work/a.ts:2', 'lib/work/a.ts:4', 'bin/commands/a.ts:1'],
  },
  'no two types have one name, exported or not': {
    law: noTwoTypesShareAName,
    tree: {
      'lib/work/a.ts': "export interface A {}\ntype B = 1\nimport type { C } from './b.ts'",
      'lib/work/b.ts': '\nexport type A = 1\nexport type C = 1',
      'bin/commands/a.ts': 'interface B {}\nconst a = <D>(b: D) => b\n/** type A. */',
      'functions/a.ts': 'class A {}',
      'test/a.ts': 'export type A = 1',
    },
    breaks: ['lib/work/b.ts:2', 'functions/a.ts:1', 'bin/commands/a.ts:1'],
  },
  'no two files have one name, but those that are named after something outside': {
    law: noTwoFilesShareAName,
    tree: {
      'lib/work/look.ts': '',
      'lib/desk/look.ts': '',
      'bin/commands/look.ts': '',
      'functions/look.ts': '',
      'lib/domain/notices/kinds/look.ts': '',
      'test/look.ts': '',
    },
    breaks: ['lib/desk/look.ts:1'],
  },
  'a function takes 70 lines at most': {
    law: noFunctionIsLong,
    tree: {
      'lib/domain/a.ts': `function short() {${lines(69)}}\nfunction long() {${lines(70)}}`,
      'lib/domain/b.ts': `const long = () => {${lines(70)}}\nconst o = { long() {${lines(70)}} }`,
      'lib/domain/c.ts': `function long(a: {${lines(70)}}) {}`,
    },
    breaks: ['lib/domain/a.ts:71', 'lib/domain/b.ts:1', 'lib/domain/b.ts:72', 'lib/domain/c.ts:1'],
  },
  'a function takes three parameters at most': {
    law: noFunctionTakesManyParameters,
    tree: {
      'lib/domain/a.ts': 'function a(b: 1, c: 2, d: 3) {}\nfunction e(b: 1, c: 2, d = 3, ...f: 4[]) {}',
      'lib/domain/b.ts': 'function a(this: Date, b: 1, c: 2, d: 3) {}',
    },
    breaks: ['lib/domain/a.ts:2'],
  },
  'every file is reached from an entry, also at run time and by types': {
    law: everyFileIsReached,
    tree: {
      'bin/cli.ts': "const a = () => import('./commands/a.ts')",
      'bin/commands/a.ts': "import '../../lib/work/a.ts'",
      'bin/commands/dead.ts': "import '../../lib/work/dead.ts'",
      'lib/work/a.ts': "import type { B } from './b.ts'",
      'lib/work/b.ts': '',
      'lib/work/dead.ts': '',
      'functions/a.ts': "import '../lib/work/c.ts'",
      'lib/work/c.ts': '',
      'lib/work/tested.ts': '',
      'test/work/tested.test.ts': "import '../../lib/work/tested.ts'",
    },
    breaks: ['bin/commands/dead.ts:1', 'lib/work/dead.ts:1', 'lib/work/tested.ts:1'],
  },
  'every export is imported, by more than its test alone': {
    law: everyExportIsImported,
    tree: {
      'functions/a.ts': "import { used } from '../lib/a.ts'\nexport const handler = used",
      'lib/a.ts':
        'export const used = 1\nexport const unused = used\nexport type Unused = 1\nexport function tested() {}\n// tested alone\n',
      'lib/all.ts': 'export const a = 1\nexport const b = 2',
      'lib/b.ts': "import * as all from './all.ts'",
      'test/a.test.ts': "import { tested } from '../lib/a.ts'",
      'test/scenes.ts': '\nexport const unused = 1',
    },
    breaks: ['lib/a.ts:2', 'lib/a.ts:3', 'lib/a.ts:4', 'test/scenes.ts:2'],
  },
  'a file opens with one sentence': {
    law: everyFileOpensWithASentence,
    tree: {
      'lib/good.ts': '/** Good: it says what it is; it is not `bad.ts`. */\nconst a = 1',
      'lib/long.ts': '/**\n * Long: a sentence of\n * two lines.\n */\n',
      'bin/run.ts': '#!/usr/bin/env node\n/** Run: it starts. */',
      'lib/a.ts': 'const a = 1',
      'lib/b.ts': '// A comment.\n',
      'lib/c.ts': '/** No full stop */',
      'lib/d.ts': '/** */',
      'lib/e.ts': '/** Two. Sentences. */',
      'lib/f.ts': "import './a.ts'\n/** Late. */",
      'lib/g.ts': '/** And so on... */',
    },
    breaks: [
      'lib/a.ts:1',
      'lib/b.ts:1',
      'lib/c.ts:1',
      'lib/d.ts:1',
      'lib/e.ts:1',
      'lib/f.ts:1',
      'lib/g.ts:1',
    ],
  },
  'nothing is exported by default': {
    law: nothingIsExportedByDefault,
    tree: { 'lib/a.ts': '\nexport default 1', 'lib/b.ts': "const a = 'export default 1'" },
    breaks: ['lib/a.ts:2'],
  },
  'exports are plain': {
    law: exportsArePlain,
    tree: {
      'lib/a.ts': "export { b } from './b.ts'",
      'lib/b.ts': "export * from './a.ts'",
      'lib/c.ts': "export type { B } from './b.ts'",
      'lib/d.ts': 'export const { a } = { a: 1 }',
      'lib/e.ts': 'const a = 1\nexport { a }',
    },
    breaks: ['lib/a.ts:1', 'lib/b.ts:1', 'lib/c.ts:1', 'lib/d.ts:1'],
  },
  'names say something': {
    law: namesSaySomething,
    tree: {
      'lib/index.ts': '',
      'lib/utils.ts': '',
      'lib/work/look-helpers.ts': '',
      'lib/local/store-manager.ts': '',
      'lib/service.ts': '',
      'lib/data.ts': '',
      'test/util.test.ts': '',
      'lib/local/data-folder.ts': '',
      'lib/indices.ts': '',
      'lib/dead-reckoning.ts': '',
    },
    breaks: [
      'lib/index.ts:1',
      'lib/utils.ts:1',
      'lib/work/look-helpers.ts:1',
      'lib/local/store-manager.ts:1',
      'lib/service.ts:1',
      'lib/data.ts:1',
      'test/util.test.ts:1',
    ],
  },
  'types are kept': {
    law: typesAreKept,
    tree: {
      'lib/a.ts': 'const a = 1 as any',
      'lib/b.ts': '\nfunction a(b: readonly any[]): void {}',
      'lib/c.ts': 'type A = Map<string, any>',
      'lib/d.ts': '// @ts-ignore\nconst a = 1',
      'lib/e.ts': '/* @ts-nocheck */',
      'lib/f.ts': 'interface A {\n  /** any of them */\n  readonly b: "any" | \'any\' // any\n  any: 1\n}',
      'lib/g.ts': "const any = 'any'\nAbortSignal.any([any])\n// @ts-ignore is not for us as any",
      'lib/h.ts': '// any\nconst a: /* any – 😀 */ unknown = 1 as never',
      'lib/i.ts': 'interface A {\n  // 😀\n  readonly b: any\n}',
    },
    breaks: [
      'lib/a.ts:1',
      'lib/b.ts:2',
      'lib/c.ts:1',
      'lib/d.ts:1',
      'lib/e.ts:1',
      'lib/g.ts:3',
      'lib/i.ts:3',
    ],
  },
  'only constructs are classes': {
    law: onlyConstructsAreClasses,
    tree: {
      'lib/a.ts': '\nexport class A {}',
      'lib/b.ts': 'const a = () => class {}',
      'lib/deploy/a.ts': 'export class A {}',
      'lib/c.ts': "const a = { class: 'class A {}' }",
    },
    breaks: ['lib/a.ts:2', 'lib/b.ts:1'],
  },
}

describe('each law bites', () => {
  for (const [name, { law, tree, breaks }] of Object.entries(CASES))
    test(name, () => assert.deepEqual(places(law(unitsOf(tree) as never)), breaks))
})

test('a cycle is printed whole', () => {
  const found = nothingLeadsBackToItself(
    unitsOf({ 'lib/a.ts': "import './b.ts'", 'lib/b.ts': "import './c.ts'", 'lib/c.ts': "import './b.ts'" }),
  )
  assert.deepEqual(found, ['lib/c.ts:1: cycle: lib/b.ts → lib/c.ts → lib/b.ts'])
})

test('an export that its own file uses may be there for its test, and is said', () => {
  const units = unitsOf({
    'lib/a.ts': '/** Counts from limit. */\nexport const limit = 1\nfunction a() { return limit }',
    'test/a.test.ts': "import { limit } from '../lib/a.ts'",
  })
  assert.deepEqual(everyExportIsImported(units), [])
  assert.deepEqual(exportedForTests(units), ['lib/a.ts limit'])
})

test('sizes are those of functions that are declared or longer than a line', () => {
  const functions = functionsIn(
    unitsOf({
      'lib/a.ts': `function one() {}\nfunction two() {\n}\nconst four = () => {\n\n\n}\ncall((a) => a)`,
      'lib/b.ts': `const o = { ten() {${lines(9)}} }\ncall(() => {\n})`,
    }),
  )
  assert.deepEqual(spread(functions), { median: 2, p90: 10, most: 10 })
  assert.deepEqual(longest(2, functions), ['lib/b.ts:1 ten 10', 'lib/a.ts:4 four 4'])
})

test('most functions are short', () => {
  const sizes = (counts: readonly number[]) =>
    functionsIn(
      unitsOf({ 'lib/a.ts': counts.map((count) => `call(() => {${lines(count - 1)}})\n`).join('') }),
    )
  assert.deepEqual(mostFunctionsAreShort(sizes([2, 10, 10, 31])), [
    'the 90th percentile is 31 lines, 30 at most',
  ])
  assert.deepEqual(mostFunctionsAreShort(sizes([2, 11, 11])), ['the median is 11 lines, 10 at most'])
  assert.deepEqual(mostFunctionsAreShort(sizes([10, 10, 30])), [])
  assert.deepEqual(mostFunctionsAreShort([]), [])
})

describe('the ground', () => {
  test('holds nothing at the top level but what belongs there', () => {
    const tree = {
      'lib/a.ts': '',
      'README.md': '',
      'CONTRIBUTING.md': '',
      'SECURITY.md': '',
      '.npmrc': '',
      '.editorconfig': '',
      '.ci/run': '',
      '.github/dependabot.yml': '',
      'notes.md': '',
      'src/a.ts': '',
    }
    assert.deepEqual(places(topLevelIsShort(filesOf(tree))), ['notes.md:1', 'src:1'])
  })

  test('names no registry and no path of one machine', () => {
    const path = ['', 'home', 'me', 'watchfire'].join('/')
    const host = ['registry', 'npmjs', 'org'].join('.')
    const found = noFileNamesAMachine(
      filesOf({
        'docs/a.md': `\nrun ${path}/bin`,
        'lib/a.ts': `const a = '${['', 'tmp', 'a'].join('/')}'`,
        'package-lock.json': `"https://${host}/zod"`,
        'test/a.ts': `const a = '${['', 'root'].join('/')}'`,
        'docs/b.md': '../work/a.ts lib/work/a.ts https://example.com/home /eth/v1/beacon/blocks/head/root',
        'docs/c.md': 'the registry of validators; the root of a block; at home',
      }),
    )
    assert.deepEqual(places(found), ['docs/a.md:2', 'lib/a.ts:1', 'package-lock.json:1', 'test/a.ts:1'])
  })

  test('has a script for the fast suite that leaves out the others and loads the guard', () => {
    const script = (test: string) =>
      places(theFastScriptIsGuarded(filesOf({ 'package.json': `{\n  "test": "${test}"\n}` })))
    const files = 'test/!(process|devnet|slow|sim|browser|mutants)/**/*.test.ts'
    assert.deepEqual(script(`node --import ./test/kit/fast-guard.ts --test '${files}'`), [])
    assert.deepEqual(script(`node --test '${files}'`), ['package.json:2'])
    assert.deepEqual(script("node --test 'test/**/*.test.ts'"), ['package.json:2', 'package.json:2'])
    assert.deepEqual(places(theFastScriptIsGuarded([])), ['package.json'])
  })

  test('has no hosts in its lock files', () => {
    const resolved = '{\n  "resolved": "https://example.com/a.tgz"\n}'
    const found = lockFilesNameNoHost(
      filesOf({
        'package-lock.json': resolved,
        'test/devnet/package-lock.json': resolved,
        'a.json': resolved,
      }),
    )
    assert.deepEqual(places(found), ['package-lock.json:2', 'test/devnet/package-lock.json:2'])
  })
})

describe('wiring', () => {
  const WIRED = [
    "import { lookHalf } from '../lib/work/round.ts'",
    "const here = { ...process.env, names: ['a', 'b'], file: import.meta.url }",
    'const { settings } = here',
    'const openStore = () => openRegion(settings, { name: `${settings.name}`, isOpen: true })',
    'export async function handler(event: unknown): Promise<void> {',
    '  const look = await lookHalf({ ...here, openStore, log: new Log(event) })',
    '  return await handOver(look)',
    '}',
  ].join('\n')

  test('an entry names things, puts them together and hands them on', () => {
    assert.deepEqual(entriesOnlyWire(unitsOf({ 'functions/a.ts': WIRED, 'bin/app.ts': WIRED })), [])
  })

  for (const [what, line] of Object.entries({
    IfStatement: 'if (a) b()',
    ConditionalExpression: 'const c = a ? b : d',
    LogicalExpression: 'const c = a && b',
    ChainExpression: 'const c = a?.b',
    BinaryExpression: "const c = a === '1'",
    UnaryExpression: 'const c = !a',
    AssignmentPattern: 'const c = (a = b) => a',
    ForOfStatement: 'for (const a of b) c(a)',
    WhileStatement: 'while (a) b()',
    SwitchStatement: 'switch (a) {}',
    TryStatement: 'try { a() } finally { b() }',
    ThrowStatement: 'throw a',
    AssignmentExpression: 'a.b = c',
    let: 'let a',
    'number such as 3_000': 'const A_MS = 3_000',
    '.map()': 'const c = a.map(b)',
    '.catch()': 'const c = a().catch(b)',
    'computed method': 'const c = a[b]()',
  }))
    test(`${line} decides`, () => {
      const found = entriesOnlyWire(unitsOf({ 'functions/a.ts': `/** A. */\n${line}` }))
      assert.ok(found.includes(`functions/a.ts:2: wires and decides nothing: no ${what}`), found.join('\n'))
    })

  test('what an entry calls may decide, and so may the command line', () => {
    const tree = { 'lib/work/a.ts': 'if (a) b()', 'bin/app/a.ts': 'if (a) b()', 'bin/commands/a.ts': 'let a' }
    assert.deepEqual(entriesOnlyWire(unitsOf(tree)), [])
  })
})
