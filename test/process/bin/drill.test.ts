/** `watchfire drill` as its user runs it, beside a running watch that a stand-in plays: sends what a judge would, and answers. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { systemClock } from '../../../lib/adapters/host/system-clock.ts'
import type { DrillReport } from '../../../lib/domain/escalation/drill-report.ts'
import { shortId } from '../../../lib/domain/kinds/short-id.ts'
import type { Drill } from '../../../lib/domain/people/deed.ts'
import { type LocalStore, openLocalStore } from '../../../lib/local/local-store.ts'
import { run } from '../../kit/command.ts'
import { eventually } from '../../kit/patience.ts'

const SETTINGS = `network: mainnet
vantages: [cellar, office, attic]
pagingRegions: [cellar, office]
nodes: [{ id: a, url: "http://127.0.0.1:9" }]
contacts:
  - { id: oncall-a, email: a@example.com }
  - { id: oncall-b, email: b@example.com }
  - { id: oncall-c, email: c@example.com }
rotations: [{ id: primary, people: [oncall-b] }]
escalation: { critical: { steps: [{ after: 0s, notify: [primary] }, { after: 5m, notify: [oncall-a] }] } }
`

describe('drill', () => {
  let folder: string
  let local: LocalStore
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
    writeFileSync(join(folder, 'watchfire.yaml'), SETTINGS)
    const log = { info: () => undefined, warn: () => undefined }
    local = await openLocalStore({ dataDir: join(folder, 'data'), env: {}, clock: systemClock, log })
  })
  after(async () => {
    await local.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const drill = (...args: string[]) => run(['drill', '--data', 'data', ...args], { cwd: folder })

  /** Waits for a drill that was not there before, then sends and answers it. */
  const play = async (vantages: readonly string[], acknowledging: boolean): Promise<Drill> => {
    const known = new Set((await local.store.deeds()).map(({ id }) => id))
    const asked = await nextDrill(local, known)
    const about = { kind: 'drill', subject: `contact:${asked.contact}`, incident: idOf(asked) } as const
    for (const vantage of vantages)
      await local.store.record({
        ...about,
        since: asked.at,
        step: `drill-${vantage}`,
        contact: asked.contact,
        vantage,
        at: asked.at + 2_000,
        reason: 'drill',
        messageId: 'm',
        channel: vantage === 'office' ? 'sns cellar' : 'terminal',
        texting: 'none',
      })
    if (acknowledging)
      await local.store.putDeed({
        ...about,
        what: 'ack',
        id: `ack-of-${asked.id}`,
        at: asked.at + 5_000,
        who: asked.contact,
        until: asked.at + 1_800_000,
      })
    return asked
  }

  it('prints the times of each Region and exits 0 when all have sent it and somebody has answered', async () => {
    const [asked, done] = await Promise.all([
      play(['cellar', 'office'], true),
      drill('--contact', 'oncall-a'),
    ])
    assert.deepEqual([done.code, done.stderr], [0, ''])
    assert.equal(asked.contact, 'oncall-a')
    assert.match(
      done.stdout,
      new RegExp(
        `^Drill ${idOf(asked)} at .*: a page to oncall-a, marked as a test, by cellar, office\\.$`,
        'm',
      ),
    )
    assert.match(done.stdout, /^cellar: sent after 2 s, to the terminal of the watch$/m)
    assert.match(done.stdout, /^office: sent after 2 s, by sns cellar; SNS in office did not take it$/m)
    assert.match(done.stdout, /^Acknowledged by oncall-a at /m)
    assert.match(done.stdout, /^office: fault to phone 2 s, phone to acknowledgement 3 s$/m)
  })

  it('tells whoever is first in the critical escalation now, and as JSON prints one document', async () => {
    const [asked, done] = await Promise.all([play(['cellar', 'office'], true), drill('--json')])
    const report = JSON.parse(done.stdout) as DrillReport & { passed: boolean }
    assert.deepEqual(
      [done.code, asked.contact, report.contact, report.passed],
      [0, 'oncall-b', 'oncall-b', true],
    )
    assert.deepEqual(
      report.regions.map((one) => one.state === 'sent' && [one.region, one.faultToPhoneMs, one.phoneToAckMs]),
      [
        ['cellar', 2_000, 3_000],
        ['office', 2_000, 3_000],
      ],
    )
  })

  it('names the Region that did not send, and that nobody answered, and exits 1', async () => {
    const [asked, done] = await Promise.all([
      play(['cellar'], false),
      drill('--contact', 'oncall-c', '--wait', '2s'),
    ])
    assert.equal(done.code, 1)
    assert.equal(asked.until, asked.at + 2_000)
    assert.match(done.stdout, /^Nobody has acknowledged within .*\. Ask oncall-c whether it rang/m)
    assert.match(
      done.stdout,
      /^office has not sent it within .*\. Check that the watch on this folder has office/m,
    )
    assert.doesNotMatch(done.stdout, /cellar has not sent it/)
  })

  const MISTAKES: readonly (readonly [args: readonly string[], problem: RegExp])[] = [
    [['--contact', 'oncal-a'], /the settings have no contact oncal-a, did you mean oncall-a\?/],
    [['--wait', 'soon'], /--wait is "soon", expected a duration/],
    [['--wait', '0s'], /--wait is "0s", expected a duration/],
    [['--aws'], /--aws and --data exclude each other/],
    [['--settings', 'none.yaml'], /none\.yaml/],
    [['now'], /unexpected argument "now"/],
  ]
  for (const [args, problem] of MISTAKES)
    it(`a mistake asks for no drill and exits 2: ${args.join(' ')}`, async () => {
      const before = (await local.store.deeds()).length
      const { code, stdout, stderr } = await drill(...args)
      assert.deepEqual([code, stdout, (await local.store.deeds()).length], [2, '', before])
      assert.match(stderr, problem)
    })

  it('without a running watch it says so, and exits 2', async () => {
    const { code, stderr } = await run(['drill', '--data', 'elsewhere'], { cwd: folder })
    assert.equal(code, 2)
    assert.match(stderr, /Cannot drill: no watch is running on .*elsewhere; start bin\/watchfire watch/)
  })
})

function idOf({ contact, at }: Drill): string {
  return shortId({ kind: 'drill', subject: `contact:${contact}`, since: at })
}

async function nextDrill({ store }: LocalStore, known: ReadonlySet<string>): Promise<Drill> {
  let found: Drill | undefined
  await eventually('a drill', async () => {
    found = (await store.deeds()).find((deed) => deed.what === 'drill' && !known.has(deed.id)) as typeof found
    return found !== undefined
  })
  return found!
}
