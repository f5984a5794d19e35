/** Laws of paging what is due: contacts do not wait for one another, and overlapping runs speak once. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { regionTurns } from '../../lib/domain/turns.ts'
import type { Pager } from '../../lib/ports.ts'
import { pageDue } from '../../lib/work/page-due.ts'
import { aView } from '../contract/nouns.ts'
import { fleetSettings, NOON } from '../domain/fleet.ts'
import { storeInStepTime } from '../kit/busy-store.ts'
import { NO_LINKS } from '../kit/no-links.ts'

const settings = fleetSettings(
  'contacts: [{ id: ann, email: a@example.com }, { id: bob, email: b@example.com }]',
)
const open = aView({ vantage: 'eu', subject: 'node:fra1-a', severity: 'critical', since: NOON, asOf: NOON })

function stage(send: Pager['send']) {
  const { clock, store } = storeInStepTime(NOON)
  const page = () =>
    pageDue({
      clock,
      store,
      equip: async () => ({ pager: { send }, links: NO_LINKS }),
      log: { info: () => undefined, warn: () => undefined },
      settings,
      vantage: 'eu',
      turns: regionTurns(3),
      freshMs: 210_000,
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
