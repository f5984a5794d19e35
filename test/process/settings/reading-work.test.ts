/** Reading work: twice the settings take twice the work, whatever they are; counted in what the engine ran, not in time. */
import assert from 'node:assert/strict'
import { type Profiler, Session } from 'node:inspector'
import { it } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { readSettings } from '../../../lib/domain/settings/read-settings.ts'

// What is compiled to machine code is not counted.
for (const flag of ['--no-opt', '--no-maglev', '--no-sparkplug']) setFlagsFromString(flag)

const BEGIN = 'network: mainnet\nvantages: [laptop]\nnodes:\n'
const node = (index: number, more = '') =>
  `  - { id: n${index}, url: "https://n${index}.example.com"${more} }\n`
const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('')

const FILES: Readonly<Record<string, (count: number) => string>> = {
  'aliases of one anchor': (n) => `${BEGIN}${node(1)}x: &a 1\ny: [${Array(n).fill('*a').join(', ')}]\n`,
  'anchors and their aliases': (n) =>
    `${BEGIN}${node(1)}${many(n, (i) => `x${i}: &a${i} 1\ny${i}: *a${i}\n`)}`,
  'unknown keys': (n) => `${BEGIN}${node(1)}${many(n, (i) => `odd${i}: 1\n`)}`,
  'one key again and again': (n) => `${BEGIN}${node(1)}${many(n, () => 'home: laptop\n')}`,
  nodes: (n) => `${BEGIN}${many(n, node)}`,
  'nodes of one name': (n) => `${BEGIN}${many(n, () => node(1))}`,
  'nodes in unknown data centres': (n) =>
    `${BEGIN}${many(n, (i) => node(i, `, dataCenter: zz${i}`))}dataCenters:\n${many(n, (i) => `  - { id: d${i} }\n`)}`,
  'header names': (n) =>
    `${BEGIN}  - { id: a, url: "https://a.example.com", headers: { ${many(n, (i) => `h${i}: x, `)} z: x } }\n`,
  'malformed nodes': (n) => `${BEGIN}${many(n, (i) => `  - { id: ${i}, url: 7, q: 1 }\n`)}`,
}

for (const [what, fileOf] of Object.entries(FILES))
  it(`H9: ${what}: twice as many take twice the work`, () => {
    workOf(fileOf(150))
    const [once, twice] = [workOf(fileOf(400)), workOf(fileOf(800))]
    assert.ok(twice < 2.4 * once, `${once} blocks ran for 400, ${twice} for 800`)
  })

/** How often the blocks of all functions were entered while the text was read. */
function workOf(text: string): number {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  readSettings({ file: 'f.yaml', text, files: () => undefined })
  const counts: number[] = []
  session.post('Profiler.takePreciseCoverage', (error, coverage) => {
    assert.equal(error, null)
    counts.push(...blocksIn(coverage))
  })
  session.post('Profiler.stopPreciseCoverage')
  session.disconnect()
  return counts.reduce((sum, count) => sum + count, 0)
}

function blocksIn({ result }: Profiler.TakePreciseCoverageReturnType): readonly number[] {
  return result.flatMap(({ functions }) =>
    functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)),
  )
}
