/** SMS parts: what is cut is cut between words, and a link is whole or not there. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinParts, takeApart, wordSecondPart } from '../../../lib/domain/notices/sms-parts.ts'
import { splitSms } from '../../../lib/domain/text/gsm7.ts'

test('a short second text shares the only part; a long one is cut at a sentence or a word, never at a letter', () => {
  assert.equal(joinParts('One.', 'Two.'), 'One.\nTwo.')
  assert.equal(joinParts('One.', ''), 'One.')
  const sentences = joinParts('One.', 'This is one sentence of fifty letters or there about. '.repeat(6))
  assert.match(sentences, /about\.$/)
  const words = joinParts('One.', 'endless words without any stop '.repeat(20))
  assert.match(words, /(endless|words|without|any|stop)\.\.$/)
  assert.equal(splitSms(words).length, 2)
})

test('a link that a phone would cut or change is left out, and the advice takes its place', () => {
  const says = 'First: read the log.'
  const withLink = (sms: string) => wordSecondPart({ kind: 'links', urls: [], sms }, [says])
  assert.equal(withLink('https://d.example/a/x'), `Ack: https://d.example/a/x\n${says}`)
  assert.equal(withLink(`https://d.example/${'x'.repeat(140)}`), says)
  assert.equal(withLink('https://d.example/ж'), says)
  assert.equal(withLink(`https://d.example/${'x'.repeat(115)}`), `Ack: https://d.example/${'x'.repeat(115)}`)
  assert.equal(wordSecondPart({ kind: 'links', urls: ['https://d.example/long'] }, [says]), says)
})

test('what was put together is taken apart again, whether it has a second part, a link, both or none', () => {
  const links = { kind: 'links', urls: [], sms: 'https://d.example/a/x' } as const
  for (const says of ['First: read the log.', 'First: read the log, '.repeat(6), '']) {
    const bare = joinParts('One.', wordSecondPart({ kind: 'none', because: '' }, [says]))
    const linked = joinParts('One.', wordSecondPart(links, [says]))
    assert.deepEqual(takeApart(bare), { first: 'One.', says: says.trim() })
    assert.equal(takeApart(linked).first, 'One.')
    assert.ok(says.startsWith(takeApart(linked).says.replace(/\.\.$/, '')))
  }
})

test('a text that does not fit makes room for none, and the next one that fits is still said', () => {
  const long = 'x'.repeat(140)
  assert.equal(
    wordSecondPart({ kind: 'none', because: '' }, [long, 'twenty letters or more of it', 'short.']),
    `${long} short.`,
  )
})
