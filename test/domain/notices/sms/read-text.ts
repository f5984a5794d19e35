/** Read text: a text message taken apart into the wordings that it was joined from, for laws about what is in it. */
import assert from 'node:assert/strict'
import type { TextParts } from '../../../../lib/domain/notices/notice.ts'
import { toGsm7 } from '../../../../lib/domain/text/gsm7.ts'

export const LINK = /https?:\S+/

/** One sentence of the message, by the place of the sentence and of its wording among those given. */
export interface Told {
  readonly place: number
  readonly wording: number
  readonly text: string
}

interface TextRead {
  readonly lead: number
  readonly told: readonly Told[]
  /** What stands behind blanks that fill part one. */
  readonly fillings: readonly string[]
}

/** Fails where a letter of the message belongs to no wording, or a wording is not whole. */
export function read(parts: TextParts, sms: string): TextRead {
  const leads = parts.lead.map((text) => toGsm7(text).trim())
  const lead = leads.findIndex((text) => sms.startsWith(text))
  assert.ok(lead >= 0, `no lead: ${sms}`)
  const told: Told[] = []
  const fillings: string[] = []
  let rest = sms.slice(leads[lead]!.length)
  while (rest !== '') {
    const between = /^(?: +\n|\n| )/.exec(rest)?.[0]
    assert.ok(between !== undefined, `torn: ${rest}`)
    rest = rest.slice(between.length)
    if (between.length > 1) fillings.push(rest)
    const next = longestAtStart(parts, rest)
    assert.ok(next !== undefined, `no wording: ${rest}`)
    told.push(next)
    rest = rest.slice(next.text.length)
  }
  return { lead, told, fillings }
}

function longestAtStart({ sentences }: TextParts, text: string): Told | undefined {
  return sentences
    .flatMap(({ wordings }, place) =>
      wordings.map((each, wording) => ({ place, wording, text: toGsm7(each).trim() })),
    )
    .filter((each) => each.text !== '' && text.startsWith(each.text))
    .toSorted((a, b) => b.text.length - a.text.length)[0]
}
