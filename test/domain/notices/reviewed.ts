/** Reviewed: words kept as files that a person has read, and that a wording may not leave unnoticed. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import type { Notice, TextParts } from '../../../lib/domain/notices/notice.ts'
import { fitSms } from '../../../lib/domain/notices/sms/fit-sms.ts'
import { gsm7Length, splitSms } from '../../../lib/domain/text/gsm7.ts'
import { holdToGolden } from '../../kit/golden.ts'

const GOLDEN = 'test/golden/notices'
const FOLDER = new URL(`../../../${GOLDEN}/`, import.meta.url)

type Words = Pick<Notice, 'title' | 'text'> & { readonly sms: TextParts | string }

/** One test for each of these words; among the files that `isMine`, none may be left over. */
export function holdToReviewed(
  words: readonly (readonly [name: string, words: Words])[],
  isMine: (name: string) => boolean,
): void {
  for (const [name, each] of words) {
    test(`the words of ${name} are the reviewed ones`, () => {
      holdToGolden(`${GOLDEN}/${name}.txt`, render(each))
    })
  }
  test('every reviewed file belongs to a wording', () => {
    const wanted = words.map(([name]) => `${name}.txt`).toSorted()
    assert.deepEqual(readdirSync(FOLDER).filter(isMine).toSorted(), wanted)
  })
}

/** At most two parts, of which the one that stands on its own takes at most 153 septets. */
export function assertFitsPhone(sms: string, name: string): void {
  const [first = ''] = sms.split('\n')
  assert.ok(splitSms(sms).length <= 2, `${name}: ${splitSms(sms).length} parts`)
  assert.ok(gsm7Length(first) <= 153, `${name}: ${gsm7Length(first)} septets`)
}

/** As a reviewer reads it, with the exact place where the phone network cuts the text message. */
function render({ title, text, sms }: Words): string {
  const parts = splitSms(typeof sms === 'string' ? sms : fitSms(sms)).map(
    (part, index) =>
      `[part ${index + 1}, ${gsm7Length(part)} septets]\n«${part.replace(/ +\n$/, (filling) => `»\n«${filling.length - 1} spaces, line break`)}»`,
  )
  return [`title: ${title}`, '', '--- text', text, '', '--- sms', ...parts, ''].join('\n')
}
