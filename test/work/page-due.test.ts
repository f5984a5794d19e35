/** Laws of paging what is due: contacts do not wait for one another, and overlapping runs speak once. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { regionTurns } from '../../lib/domain/escalation/turns.ts'
import type { View } from '../../lib/domain/incidents/incident.ts'
import type { Message } from '../../lib/domain/notices/notice.ts'
import type { ContactSettings } from '../../lib/domain/settings/sections/contact-settings.ts'
import type { Pager } from '../../lib/ports.ts'
import { pageDue } from '../../lib/work/page-due.ts'
import { readDueFacts } from '../../lib/work/read-due-facts.ts'
import { aSent, aView } from '../contract/nouns.ts'
import { fleetSettings, lookOf, NOON } from '../domain/made-up-fleet.ts'
import { storeInStepTime } from '../kit/busy-store.ts'
import { NO_LINKS } from '../kit/no-links.ts'

const SETTINGS = fleetSettings(
  'contacts: [{ id: ann, email: a@example.com }, { id: bob, email: b@example.com }]',
)
const open = aView({ vantage: 'eu', subject: 'node:fra1-a', severity: 'critical', since: NOON, asOf: NOON })

function stage(send: Pager['send'], settings = SETTINGS) {
  const { clock, store } = storeInStepTime(NOON)
  const reading = { clock, store, settings, vantage: 'eu', freshMs: 210_000 }
  const page = async () =>
    pageDue({
      ...reading,
      facts: await readDueFacts(reading),
      equip: async () => ({ pager: { send }, links: NO_LINKS }),
      log: { info: () => undefined, warn: () => undefined },
      turns: regionTurns(3),
      looks: [],
    })
  return { clock, store, page }
}

it('a contact whose channel hangs does not make the others wait', async () => {
  const told: string[] = []
  const { clock, store, page } = stage(({ contact }) => {
    if (contact === 'ann') return new Promise(() => undefined)
    told.push(contact)
    return Promise.resolve({ messageId: 'm', channel: 'file' })
  })
  await store.putView(open)
  void page()
  await clock.runTo(NOON + 30_000)
  assert.deepEqual(told, ['bob'])
})

it('runs that overlap tell each contact once, in the turn of their vantage', async () => {
  const told: string[] = []
  const { clock, store, page } = stage(async ({ contact }) => {
    told.push(`${contact} ${(clock.now() - NOON) / 1_000}`)
    return { messageId: 'm', channel: 'file' }
  })
  await store.putView(open)
  await clock.runTo(NOON + 5_000)
  const pages = [page(), page(), page()]
  await clock.runTo(NOON + 60_000)
  await Promise.all(pages)
  assert.deepEqual(told.sort(), ['ann 30', 'bob 30'])
})

it('what was judged anew while it waited is told with the look that it is from', async () => {
  const sent: Message[] = []
  const { clock, store, page } = stage(async (message) => {
    sent.push(message)
    return { messageId: 'm', channel: 'file' }
  })
  const syncing: View = { ...open, kind: 'syncing' }
  await store.putView(syncing)
  await clock.runTo(NOON + 5_000)
  const paged = page()
  await clock.runTo(NOON + 8_000)
  const at = NOON + 7_000
  await store.putLook(lookOf(SETTINGS, { vantage: 'eu', at, nodes: { 'fra1-a': { peers: 77 } } }))
  const evidence = { ...open.evidence, facts: { 'fra1-a': { slots: 50 } }, nodes: ['fra1-a'], seenBy: ['eu'] }
  await store.putView({ ...syncing, asOf: at, evidence: { ...evidence, asOf: at } })
  await clock.runTo(NOON + 60_000)
  await paged
  assert.match(sent[0]!.text, /77 peers/)
})

describe('a phone that its budget spares', () => {
  const critical = { steps: [{ afterMs: 0, notify: ['ann'] }], ackExpiresMs: 60_000 }
  const settingsOf = (contact: Partial<ContactSettings>) => ({
    ...SETTINGS,
    contacts: [{ id: 'ann', sms: '+441632960444', smsLink: true, ...contact }],
    escalation: { ...SETTINGS.escalation, critical },
  })
  /** It has just rung, and now the incident is over. */
  async function endOf(contact: Partial<ContactSettings>) {
    const sent: Message[] = []
    const { clock, store, page } = stage(async (message) => {
      sent.push(message)
      return { messageId: 'm', channel: 'sns eu' }
    }, settingsOf(contact))
    const about = { kind: open.kind, subject: open.subject, since: NOON, contact: 'ann', incident: open.id }
    await store.record(aSent({ ...about, step: 'critical-1', at: NOON + 1_000, texting: 'sent' }))
    await store.putView({ ...open, phase: 'closed', phaseSince: NOON + 2_000, asOf: NOON + 2_000 })
    await clock.runTo(NOON + 3_000)
    void page()
    await clock.runTo(NOON + 40_000)
    const record = (await store.sent()).find(({ step }) => step === 'close')
    return { texting: sent.map((message) => message.texting), record }
  }

  it('leaves the message to the contact’s other addresses', async () => {
    const { texting, record } = await endOf({ email: 'ann@example.com' })
    assert.deepEqual(texting, ['hold'])
    assert.deepEqual([record?.texting, record?.channel], ['held', 'sns eu'])
  })
  it('and is told by the digest where it is all that the contact has', async () => {
    const { texting, record } = await endOf({})
    assert.deepEqual(texting, [])
    assert.deepEqual([record?.texting, record?.channel], ['held', 'none'])
  })
})
