/** Text laws: every text message that anybody gets is whole sentences with their warning, whatever things are called. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALL_KINDS } from '../../../lib/domain/kinds/kinds.ts'
import { wordMessage } from '../../../lib/domain/notices/message-words.ts'
import type { Notice, TextParts } from '../../../lib/domain/notices/notice.ts'
import { wordNotice } from '../../../lib/domain/notices/notice-words.ts'
import { fitSms } from '../../../lib/domain/notices/sms/fit-sms.ts'
import type { Links } from '../../../lib/domain/people/links.ts'
import { type IncidentReason, isOver } from '../../../lib/domain/people/record.ts'
import {
  gsm7Length,
  SINGLE_SMS_SEPTETS,
  SMS_PART_SEPTETS,
  splitSms,
  toGsm7,
} from '../../../lib/domain/text/gsm7.ts'
import { inputOf, TOLD } from './notice-inputs.ts'
import { NO_LINKS, SCENES, type Scene, SETTINGS, VARIANTS } from './notice-scenes.ts'
import { DIGEST, DRILL, MUTED } from './own-scenes.ts'
import { LINK, read } from './sms/read-text.ts'

const REASONS = Object.keys(TOLD) as readonly IncidentReason[]
const ALL_SCENES = [...ALL_KINDS.map((kind) => SCENES[kind]), ...Object.values(VARIANTS)]

/** What stands in the scenes and is called otherwise elsewhere. */
const NAMES = [
  ...SETTINGS.nodes.map(({ id }) => id),
  ...SETTINGS.vantages.map(({ name }) => name),
  ...['fra1', 'ams1', 'sgp1', 'Hetzner', 'Leaseweb', 'OVH', 'geth', 'besu', 'teku', 'oncall-a'],
].toSorted((a, b) => b.length - a.length)

const anyName = fc.oneof(
  fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,62}$/, { size: 'max' }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60, size: 'max' }),
  fc.constantFrom('nœud-é', '[{€}]'.repeat(12), 'x'.repeat(63)),
)
const anyLinks: fc.Arbitrary<Links> = fc.oneof(
  fc.constant(NO_LINKS),
  fc
    .string({ unit: fc.constantFrom(...'abcXYZ019-_~ж'), minLength: 20, maxLength: 150, size: 'max' })
    .map((path): Links => ({ kind: 'links', urls: [], sms: `https://d.example/a/${path}` })),
)
const anyNames = fc.option(fc.array(anyName, { minLength: NAMES.length, maxLength: NAMES.length }), {
  nil: NAMES,
})

const anyNotice: fc.Arbitrary<Notice> = fc
  .record({
    scene: fc.constantFrom(...ALL_SCENES),
    reason: fc.constantFrom(...REASONS),
    links: anyLinks,
    names: anyNames,
  })
  .map(({ scene, reason, links, names }) => {
    const renamed = rename({ scene, settings: SETTINGS }, names)
    return wordNotice({ ...inputOf(renamed.scene, reason), settings: renamed.settings, links })
  })

interface Named {
  readonly scene: Scene
  readonly settings: typeof SETTINGS
}

function rename(named: Named, names: readonly string[]): Named {
  const letters = names.map((name) => JSON.stringify(name).slice(1, -1))
  const text = JSON.stringify(named).replaceAll(
    new RegExp(NAMES.join('|'), 'g'),
    (name) => letters[NAMES.indexOf(name)]!,
  )
  return JSON.parse(text) as Named
}

test('whatever happened and whatever things are called, a text message is whole sentences in at most two parts', () => {
  fc.assert(
    fc.property(anyNotice, ({ sms: parts }) => assertLawful(parts, fitSms(parts))),
    { numRuns: 500 },
  )
})

test('so it is with what our own paging tells', () => {
  for (const { sms } of [DRILL, DIGEST, MUTED]) assertLawful(sms, fitSms(sms))
})

test('of every scene and for every reason the warning lies in part one', () => {
  for (const scene of ALL_SCENES) {
    for (const reason of REASONS) {
      const { sms } = wordNotice(inputOf(scene, reason))
      const [first] = splitSms(fitSms(sms))
      for (const { wordings } of sms.sentences.filter(({ rank }) => rank === 'warning'))
        assert.ok(
          wordings.some((wording) => first!.includes(wording)),
          first,
        )
    }
  }
})

test('with several notices in one message it is no less', () => {
  fc.assert(
    fc.property(fc.array(anyNotice, { minLength: 1, maxLength: 5 }), fc.nat(2_000), (notices, heldBack) => {
      const { sms, notices: told } = wordMessage({
        contact: 'oncall-a',
        vantage: 'us-west-2',
        now: 0,
        notices,
        texting: 'send',
        heldBack,
      })
      assertFits(sms)
      assertMusts(told[0]!.sms, sms)
      if (!isOver(told[0]!)) assert.match(sms, /\nAck: /)
    }),
    { numRuns: 150 },
  )
})

function assertLawful(parts: TextParts, sms: string): void {
  assertFits(sms)
  read(parts, sms)
  assertMusts(parts, sms)
}

function assertFits(sms: string): void {
  const cut = splitSms(sms)
  assert.ok(cut.length <= 2, sms)
  const most = cut.length === 1 ? SINGLE_SMS_SEPTETS : SMS_PART_SEPTETS
  for (const part of cut) assert.ok(gsm7Length(part) <= most, sms)
  assert.equal(toGsm7(sms), sms)
  for (const [link] of sms.matchAll(new RegExp(LINK, 'g')))
    assert.ok(
      cut.some((part) => part.includes(link)),
      sms,
    )
}

/** Its warning, and a way to acknowledge what can be acknowledged. */
function assertMusts({ sentences }: TextParts, sms: string): void {
  for (const { rank, wordings } of sentences) {
    const isTold = wordings.some((wording) => sms.includes(toGsm7(wording).trim()))
    if (['acknowledge', 'warning'].includes(rank)) assert.ok(isTold, `no ${rank}: ${sms}`)
  }
}
