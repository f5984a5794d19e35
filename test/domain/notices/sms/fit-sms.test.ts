/** Fit: whatever a text message is made of, no sentence and no link is torn, and nothing falls away for less than itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  TEXT_RANKS,
  type TextParts,
  type TextRank,
  type TextSentence,
} from '../../../../lib/domain/notices/notice.ts'
import { fitSms } from '../../../../lib/domain/notices/sms/fit-sms.ts'
import {
  gsm7Length,
  SINGLE_SMS_SEPTETS,
  SMS_PART_SEPTETS,
  splitSms,
  toGsm7,
} from '../../../../lib/domain/text/gsm7.ts'
import { LINK, read, type Told } from './read-text.ts'

const LETTERS = [...'abcdefghijkl mnopqrst-0123', '€', '{', '~', 'é', 'ж', '日', '🔥', '–']
const anyWords = (max: number) =>
  fc
    .string({ unit: fc.constantFrom(...LETTERS), maxLength: max, size: 'max' })
    .map((text) => text.replace(/ +/g, ' ').trim())
const anyLink = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'abcXYZ019-_~'), minLength: 1, maxLength: 150, size: 'max' }),
    fc.constantFrom('', '', '', 'ж'),
  )
  .map(([path, odd]) => `https://d.example/a/${path}${odd}`)

interface Loose {
  readonly rank: TextRank
  readonly wordings: readonly string[]
}

/** A warning has no link: it must be whole in whatever comes. */
const anyLoose: fc.Arbitrary<Loose> = fc.constantFrom(...TEXT_RANKS).chain((rank) =>
  fc.record({
    rank: fc.constant(rank),
    wordings: fc.array(
      fc.oneof(
        { weight: 5, arbitrary: anyWords(170) },
        { weight: rank === 'warning' ? 0 : 1, arbitrary: anyLink },
      ),
      { minLength: 1, maxLength: 3 },
    ),
  }),
)

/** Every wording begins with a mark of its own, so that it is found again in the message. */
const anyParts: fc.Arbitrary<TextParts> = fc
  .tuple(
    fc.array(anyWords(200), { maxLength: 4, size: 'max' }),
    anyWords(60),
    fc.array(anyLoose, { maxLength: 6, size: 'max' }),
  )
  .map(([longer, short, loose]) => ({
    lead: [...longer, short].map((text, index) => `Lead${index} ${text}.`),
    sentences: loose.map(({ rank, wordings }, place) => ({
      rank,
      wordings: wordings
        .toSorted((a, b) => gsm7Length(toGsm7(b)) - gsm7Length(toGsm7(a)))
        .map((text, index) => `S${place}w${index} ${text}${text.startsWith('https') ? '' : '.'}`),
    })),
  }))

const withOneOfEach: fc.Arbitrary<TextParts> = anyParts.map(({ lead, sentences }) => ({
  lead,
  sentences: sentences.filter(({ rank }, place) => sentences.findIndex((one) => one.rank === rank) === place),
}))

/** What may be told of a sentence: a link is told as it is, or not at all. */
function tellable({ wordings }: TextSentence): readonly string[] {
  return wordings
    .filter((text) => !LINK.test(text) || (toGsm7(text) === text && gsm7Length(text) <= SMS_PART_SEPTETS))
    .map(toGsm7)
}

const fittingLeads = ({ lead }: TextParts) =>
  lead.map(toGsm7).filter((text) => gsm7Length(text) <= SMS_PART_SEPTETS)

function rankOf(parts: TextParts, { place }: Told): TextRank {
  return parts.sentences[place]!.rank
}

function holds(
  parts: fc.Arbitrary<TextParts>,
  law: (parts: TextParts, sms: string) => void,
  numRuns = 400,
): void {
  fc.assert(
    fc.property(parts, (each) => law(each, fitSms(each))),
    { numRuns },
  )
}

test('every sentence is one of the wordings given, whole, once, warnings first and the others in their order but for links', () => {
  holds(anyParts, (parts, sms) => {
    const { told } = read(parts, sms)
    assert.equal(new Set(told.map(({ place }) => place)).size, told.length)
    const rest = told.filter(({ text }) => !LINK.test(text))
    const orderOf = (one: Told) => one.place - (rankOf(parts, one) === 'warning' ? 1_000 : 0)
    assert.deepEqual(
      rest,
      rest.toSorted((a, b) => orderOf(a) - orderOf(b)),
    )
  })
})

test('it is GSM-7, at most two parts of 153 septets or one of 160, and the lead lies whole in the first', () => {
  holds(anyParts, (parts, sms) => {
    const cut = splitSms(sms)
    assert.equal(toGsm7(sms), sms)
    assert.ok(cut.length <= 2, sms)
    const most = cut.length === 1 ? SINGLE_SMS_SEPTETS : SMS_PART_SEPTETS
    for (const part of cut) assert.ok(gsm7Length(part) <= most, sms)
    const { lead } = read(parts, sms)
    assert.ok(cut[0]!.startsWith(toGsm7(parts.lead[lead]!)))
  })
})

test('a link is told letter by letter and in one part, or not at all', () => {
  holds(anyParts, (parts, sms) => {
    const given = parts.sentences.flatMap(({ wordings }) => wordings.flatMap((text) => LINK.exec(text) ?? []))
    for (const [link] of sms.matchAll(/https?:\S+/g)) {
      assert.ok(given.includes(link), link)
      assert.ok(
        splitSms(sms).some((part) => part.includes(link)),
        sms,
      )
    }
  })
})

test('the warning is there whenever lead and warning fit, and in part one whenever they fit there', () => {
  holds(withOneOfEach, (parts, sms) => {
    const place = parts.sentences.findIndex(({ rank }) => rank === 'warning')
    if (place < 0) return
    const pairs = fittingLeads(parts).flatMap((lead) =>
      tellable(parts.sentences[place]!).map((text) => ({ text, both: `${lead}\n${text}` })),
    )
    const canLie = (parts: readonly string[], text: string) =>
      parts.length <= 2 && (!LINK.test(text) || parts.some((part) => part.includes(text)))
    const warning = read(parts, sms).told.find((one) => one.place === place)
    if (pairs.some(({ both, text }) => canLie(splitSms(both), text))) assert.ok(warning, sms)
    if (pairs.some(({ both }) => gsm7Length(both) <= SMS_PART_SEPTETS))
      assert.ok(splitSms(sms)[0]!.includes(warning!.text), sms)
  })
})

test('what has a higher rank never falls away for a lower one, nor does it become shorter for a first step or less', () => {
  holds(anyParts, (parts, sms) => {
    for (const [least, rank] of TEXT_RANKS.entries()) {
      const isAbove = (one: TextRank) => TEXT_RANKS.indexOf(one) >= least
      const alone = {
        lead: parts.lead,
        sentences: parts.sentences.map((one) => (isAbove(one.rank) ? one : { ...one, wordings: [] })),
      }
      const [all, fewer] = [read(parts, sms), read(alone, fitSms(alone))]
      const names = ({ told }: typeof all) =>
        told
          .filter((one) => isAbove(rankOf(parts, one)))
          .map(({ place, wording }) => (rank === 'warning' ? `${place}` : `${place}.${wording}`))
          .toSorted()
      assert.deepEqual(names(all), names(fewer), sms)
      if (rank !== 'warning') assert.equal(all.lead, fewer.lead)
    }
  })
})

/** A letter of two septets that would be torn at the cut moves to part two: where it comes to lie is a matter of order. */
const SPARE = '..'

/** Some order of these, with links anywhere, in which the network tears no link; without any blanks, and with some to spare. */
function isRoomFor(lead: string, texts: readonly string[]): boolean {
  const links = texts.filter((text) => LINK.test(text))
  const others = texts.filter((text) => !LINK.test(text))
  const orders = links.reduce<readonly (readonly string[])[]>(
    (before, link) =>
      before.flatMap((order) => order.concat('').map((_, at) => order.toSpliced(at, 0, link))),
    [others],
  )
  return orders.some((order) => {
    const cut = splitSms(`${[lead, ...order].join(' ')}${SPARE}`)
    return cut.length <= 2 && links.every((link) => cut.some((part) => part.includes(link)))
  })
}

const withFewLinks = anyParts.filter(
  ({ sentences }) => sentences.filter(({ wordings }) => wordings.some((text) => LINK.test(text))).length <= 1,
)

test('nothing is left out for which there is room', () => {
  holds(withFewLinks, (parts, sms) => {
    const { lead, told } = read(parts, sms)
    for (const [place, sentence] of parts.sentences.entries()) {
      if (told.some((one) => one.place === place)) continue
      for (const text of tellable(sentence)) {
        const texts = textsWith(parts, told, { place, wording: 0, text })
        assert.ok(!isRoomFor(toGsm7(parts.lead[lead]!), texts), `${sms}\n  has room for ${text}`)
      }
    }
  })
})

test('a first step or less has the longest wording for which its betters leave room', () => {
  holds(withFewLinks, (parts, sms) => {
    const { lead, told } = read(parts, sms)
    const weight = (one: Told) => TEXT_RANKS.indexOf(rankOf(parts, one)) * 1_000 - one.place
    for (const one of told.filter((each) => ['first-step', 'more'].includes(rankOf(parts, each)))) {
      const betters = told.filter((each) => weight(each) > weight(one))
      for (const text of tellable(parts.sentences[one.place]!)) {
        if (text === one.text) break
        const texts = textsWith(parts, betters, { ...one, text })
        assert.ok(!isRoomFor(toGsm7(parts.lead[lead]!), texts), `${sms}\n  has room for ${text}`)
      }
    }
  })
})

/** As they are read: a letter of two septets at the cut costs one more, so the order matters. */
function textsWith(parts: TextParts, told: readonly Told[], more: Told): readonly string[] {
  const isLater = (one: Told) => Number(rankOf(parts, one) !== 'warning')
  return [...told, more]
    .toSorted((a, b) => isLater(a) - isLater(b) || a.place - b.place)
    .map(({ text }) => text)
}

test('blanks fill part one only before a link, or when everything is told in full', () => {
  holds(anyParts, (parts, sms) => {
    const { lead, told, fillings } = read(parts, sms)
    assert.ok(fillings.length <= 1)
    const [behind] = fillings
    if (behind === undefined || LINK.test(behind.split('\n')[0]!)) return
    assert.equal(toGsm7(parts.lead[lead]!), fittingLeads(parts)[0])
    for (const [place, sentence] of parts.sentences.entries()) {
      const [longest] = tellable(sentence)
      if (longest !== undefined) assert.equal(told.find((one) => one.place === place)?.text, longest)
    }
  })
})

test('when everything is told in full and can stand in whole parts, no sentence straddles them', () => {
  holds(anyParts, (parts, sms) => {
    const { lead, told, fillings } = read(parts, sms)
    const isAll = parts.sentences.every((one, place) => {
      const [longest] = tellable(one)
      return longest === undefined || told.some((each) => each.place === place && each.text === longest)
    })
    if (!isAll || toGsm7(parts.lead[lead]!) !== fittingLeads(parts)[0] || fillings.length > 0) return
    const cut = splitSms(sms)
    const torn = told.findIndex(({ text }) => !cut.some((part) => part.includes(text)))
    if (torn < 0) return
    const second = told
      .slice(torn)
      .map(({ text }) => text)
      .join(' ')
    assert.ok(gsm7Length(second + SPARE) > SMS_PART_SEPTETS, sms)
  })
})

const LINK_TEXT = `Ack: https://q7kd2mzr4vtx5c3wj8ha6ynb0fse9glp.lambda-url.us-west-2.on.aws/a/0GqN5x2Rk7VtZp1mYc8Wd4Hs6JbT3LfA`
const DARK = {
  lead: [
    'WATCHFIRE CRIT data centre dark: fra1 Hetzner, timeout, 3 of 7 nodes, since 10:04Z, sent 10:05:30Z 22 Nov. KF1F7.',
    'WATCHFIRE CRIT data centre dark: fra1 Hetzner, since 10:04Z, sent 10:05:30Z 22 Nov. KF1F7.',
  ],
  sentences: [
    { rank: 'first-step', wordings: ['First: call Hetzner NOC, +49 30 23125 100.'] },
    { rank: 'acknowledge', wordings: [LINK_TEXT, 'Ack: bin/watchfire ack KF1F7'] },
    {
      rank: 'warning',
      wordings: [
        'Do NOT start its keys elsewhere: it may still be signing.',
        'Do NOT start its keys elsewhere.',
      ],
    },
  ],
} as const satisfies TextParts

test('a dark data centre: the warning in part one, the first step behind it, the link on a line of its own', () => {
  const [first, second] = splitSms(fitSms(DARK))
  assert.equal(first, `${DARK.lead[0]}\nDo NOT start its keys elsewhere. First:`)
  assert.equal(second, ` call Hetzner NOC, +49 30 23125 100.\n${LINK_TEXT}`)
})

test('the lead gives way to a warning and to a link, not to a first step', () => {
  const long = `${DARK.lead[0].slice(0, -1)}, and this is so long.`
  const lead = [long, ...DARK.lead]
  const only = (rank: TextRank) => ({ lead, sentences: DARK.sentences.filter((one) => one.rank === rank) })
  assert.ok(fitSms(only('warning')).startsWith(`${DARK.lead[0]}\nDo NOT`))
  assert.ok(fitSms(only('first-step')).startsWith(long))
})

test('the command to acknowledge stands where the link cannot', () => {
  const withLink = (link: string) =>
    fitSms({
      lead: ['One.'],
      sentences: [{ rank: 'acknowledge', wordings: [`Ack: ${link}`, 'Ack: this way'] }],
    })
  assert.equal(withLink('https://d.example/a/x'), 'One.\nAck: https://d.example/a/x')
  assert.equal(withLink('https://d.example/ж'), 'One.\nAck: this way')
  assert.equal(withLink(`https://d.example/${'x'.repeat(140)}`), 'One.\nAck: this way')
})

test('what is short shares the only part; what is told in full stands in whole parts', () => {
  const parts = (...texts: readonly string[]): TextParts => ({
    lead: ['One.'],
    sentences: texts.map((text) => ({ rank: 'more', wordings: [text] })),
  })
  const [x, y] = [`${'x'.repeat(100)}.`, `${'y'.repeat(80)}.`]
  assert.equal(fitSms(parts('Two.', 'Three.')), 'One.\nTwo. Three.')
  assert.equal(fitSms(parts(x, y)), `One.\n${x}${' '.repeat(SMS_PART_SEPTETS - 1 - 5 - 101)}\n${y}`)
  assert.equal(fitSms(parts(x, y, 'z'.repeat(140))), `One.\n${x} ${y}`)
})

test('a lead that does not fit, which is a mistake of ours, still makes a message', () => {
  const sms = fitSms({ lead: ['x'.repeat(400)], sentences: DARK.sentences })
  assert.ok(sms.startsWith('x'.repeat(SMS_PART_SEPTETS)))
  assert.ok(sms.includes('Do NOT start'))
  assert.equal(splitSms(fitSms({ lead: [], sentences: [] })).length, 1)
})
