/** `watchfire look` as its user runs it: one JSON document, one exit code. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { LookReport } from '../../../lib/local/look-report.ts'
import { run } from '../../kit/command.ts'
import { type Liar, liar } from '../../kit/liar.ts'
import { type ReplayServer, replay } from '../../kit/replay-server.ts'

const RECORDINGS = new URL('../../fixtures/recordings/lodestar-split/', import.meta.url)

describe('look', () => {
  let folder: string
  let a: ReplayServer
  let b: ReplayServer
  let well: Liar
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
    a = await replay(new URL('node-a.ndjson', RECORDINGS))
    b = await replay(new URL('node-b.ndjson', RECORDINGS))
    well = await liar()
  })
  after(async () => {
    await Promise.all([a.close(), b.close(), well.close()])
    rmSync(folder, { recursive: true, force: true })
  })

  const look = async (nodes: string, ...more: string[]) => {
    writeFileSync(join(folder, 'f.yaml'), `network: devnet\nvantages: [here]\nnodes: [${nodes}]\n`)
    return await run(['look', '--settings', 'f.yaml', ...more], { cwd: folder })
  }

  it('a real split: two sides, ancestor 19, depth 56, exit 1', async () => {
    const { code, stdout } = await look(`{ id: a, url: "${a.url}" }, { id: b, url: "${b.url}" }`, '--json')
    const report = JSON.parse(stdout) as LookReport
    assert.equal(code, 1)
    assert.equal(report.sides.length, 2)
    assert.deepEqual(
      report.splits.map(({ sides, ancestor, depth }) => [sides, ancestor?.slot, depth]),
      [[[0, 1], 19, 56]],
    )
    assert.ok(a.asked.length <= 40 && b.asked.length <= 40)
  })

  it('one node, well: exit 0, and the words say so', async () => {
    const { code, stdout } = await look(`{ id: one, url: "${well.url}" }`)
    assert.equal(code, 0)
    assert.match(stdout, /one/)
    assert.doesNotMatch(stdout, /https?:\/\//)
  })

  it('a secret in the path is asked for and never shown', async () => {
    const { stdout, stderr } = await look(
      `{ id: keyed, url: "${well.url}/\${secret:provider-key}" }`,
      '--json',
    )
    const report = JSON.parse(stdout) as LookReport
    assert.match(JSON.stringify(report.nodes), /secret-missing/)
    assert.match(JSON.stringify(report.nodes), /provider-key/)
    assert.equal(stderr, '')
  })
})
