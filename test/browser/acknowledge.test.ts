/** The link in a message, opened in a real browser: looking changes nothing, the button acknowledges. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { systemClock as clock } from '../../lib/adapters/host/system-clock.ts'
import { itemStore } from '../../lib/adapters/store/item-store.ts'
import { memoryItems } from '../../lib/adapters/store/memory-items.ts'
import type { View } from '../../lib/domain/incidents/incident.ts'
import { type LocalDesk, openLocalDesk } from '../../lib/local/local-desk.ts'
import { pageDue } from '../../lib/work/page-due.ts'
import { readDueFacts } from '../../lib/work/read-due-facts.ts'
import { aView } from '../contract/nouns.ts'
import { fleetSettings } from '../domain/made-up-fleet.ts'
import { type Chromium, findChromium, startChromium } from '../kit/chromium.ts'
import { linksTo } from '../kit/desk-links.ts'
import { missing } from '../kit/missing.ts'

const program = findChromium()
const skip = missing(program, 'Chromium is not installed: apt-get install chromium')

/** A small phone. */
const PHONE = { width: 390, height: 664 }
/** Where pictures are kept for people to look at; none are, unless it is named. */
const PICTURES = process.env.WATCHFIRE_PICTURES

const PEOPLE = 'contacts: [{ id: oncall-a, email: a@example.com }]\n'
const settings = fleetSettings(PEOPLE)
const RECEIPT = { messageId: 'm', channel: 'sns eu' }
const silent = { info: () => undefined, warn: () => undefined }

describe('the link in a message', { skip, timeout: 120_000 }, () => {
  const store = itemStore(memoryItems(clock), clock)
  let dataDir: string
  let chromium: Chromium
  let desk: LocalDesk
  before(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'watchfire-test-'))
    if (PICTURES) mkdirSync(PICTURES, { recursive: true })
    const opened = await openLocalDesk({
      port: 0,
      dataDir,
      env: {},
      settings,
      hash: 'test',
      store,
      clock,
      log: silent,
    })
    assert.ok(opened.ok)
    desk = opened.value
    chromium = await startChromium(program!)
  })
  after(async () => {
    await chromium?.close()
    await desk?.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const picture = async (page: { screenshot(path: string): Promise<void> }, name: string) => {
    if (PICTURES) await page.screenshot(join(PICTURES, `${name}.png`))
  }

  /** An incident that is open, and the link in the text message by which oncall-a was told of it. */
  async function incident(changes: Pick<View, 'id' | 'subject'>): Promise<{ url: string; view: View }> {
    const now = clock.now()
    const opened = { since: now - 9 * 60_000, openedAt: now - 8 * 60_000, phaseSince: now - 8 * 60_000 }
    const about = { kind: 'data-center-dark', severity: 'critical', vantage: 'eu' } as const
    const says = 'Two of two voters reach none of its 3 nodes: each refuses connections.'
    const evidence = { ...aView().evidence, says, nodes: ['a', 'b', 'c'] }
    const view = aView({ ...about, ...opened, asOf: now, evidence, ...changes })
    await store.putView(view)
    const reading = { clock, store, settings, vantage: 'eu', freshMs: 150_000 }
    const { messages } = await pageDue({
      ...reading,
      log: silent,
      looks: [],
      facts: await readDueFacts(reading),
      turns: { lengthMs: 10, count: 3 },
      equip: async () => ({ pager: { send: async () => RECEIPT }, links: linksTo(desk, settings) }),
    })
    const [message] = messages
    assert.equal(message?.notices.length, 1)
    return { url: /https?:\/\/\S+/.exec(message.sms)![0], view }
  }
  const acks = async (of?: string) =>
    (await store.deeds()).filter((deed) => deed.what === 'ack' && (of ?? deed.subject) === deed.subject)

  for (const scheme of ['light', 'dark'] as const)
    it(`acknowledges by its button, and by nothing else, on a phone (${scheme})`, async () => {
      const subject = `data-center:${scheme === 'light' ? 'fra1' : 'ams1'}` as const
      const { url } = await incident({ id: scheme === 'light' ? 'K7QX2' : 'M3ZP9', subject })

      for (const method of ['GET', 'HEAD', 'OPTIONS'])
        await fetch(url, { method, headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch' } })
      const page = await chromium.newPage({ ...PHONE, scheme })
      await page.open(url)
      await page.reload()
      await picture(page, `open-${scheme}`)
      assert.match(await page.words(), /^CRITICAL data-center-dark Data cent(er|re) .* Acknowledge /)
      assert.ok(await page.isInView('button'), 'the button is seen without scrolling')
      assert.ok((await page.width()) <= PHONE.width, 'nothing is wider than the phone')
      assert.deepEqual(await acks(subject), [], 'looking has changed nothing')

      await page.click('button')
      await picture(page, `done-${scheme}`)
      assert.match(await page.words(), /^ACKNOWLEDGED oncall-a has it until /)
      const done = await acks(subject)
      assert.deepEqual(
        done.map(({ who }) => who),
        ['oncall-a'],
      )

      await page.open(url)
      assert.match(await page.words(), /^ALREADY ACKNOWLEDGED oncall-a has it until /)
      assert.deepEqual(await acks(subject), done)
      assert.deepEqual([...new Set(page.requests)], [`GET ${url}`, `POST ${url}`])
      assert.deepEqual(page.complaints, [])
    })

  it('does nothing when a page from elsewhere presses the button', async () => {
    const { url, view } = await incident({ id: 'T6V7W', subject: 'node:n1' })
    const elsewhere = createServer((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(`<form method="post" action="${url}"><button>Win a prize</button></form>`)
    }).listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    const page = await chromium.newPage({ ...PHONE, scheme: 'dark' })
    try {
      await page.open(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`)
      await page.click('button')
      assert.ok(page.requests.includes(`POST ${url}`), 'the button was pressed')
      assert.deepEqual(await acks(view.subject), [])
    } finally {
      elsewhere.close()
      elsewhere.closeAllConnections()
    }
  })

  it('that is forged shows that it does not work, and one that is over that it is over', async () => {
    const { url, view } = await incident({ id: 'Q4R5S', subject: 'data-center:sgp1' })
    await store.putView({ ...view, phase: 'closed', phaseSince: clock.now(), asOf: clock.now() })
    const before = await acks()
    const page = await chromium.newPage({ ...PHONE, scheme: 'dark' })
    await page.open(url)
    await picture(page, 'over')
    assert.match(await page.words(), /^OVER It is over/)
    await page.open(url.replace(/.$/, 'x'))
    await picture(page, 'refused')
    assert.match(await page.words(), /^NOT ACKNOWLEDGED This link does not work/)
    assert.deepEqual(await acks(), before)
  })
})
