/** Laws of posts to Slack: within its limits, with links, and with nothing in them that calls anybody. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { slackPost } from '../../../../lib/domain/notices/channels/slack-post.ts'
import type { Notice } from '../../../../lib/domain/notices/notice.ts'
import { messageOf, NO_LINKS, noticeOf } from '../../../kit/messages.ts'

const CONTEXT = { settings: { name: 'main', runbook: 'https://runbook.example.com' } }

interface Section {
  readonly type: string
  readonly text: { readonly type: string; readonly text: string; readonly verbatim: boolean }
}

function postOf(...notices: Partial<Notice>[]) {
  const post = slackPost(messageOf(notices.map(noticeOf)), CONTEXT)!
  const sections = post.blocks as readonly Section[]
  return { ...post, sections, texts: sections.map(({ text }) => text.text) }
}

it('a notice is its title, its text and its links', () => {
  const { text, texts } = postOf({})
  assert.equal(text, noticeOf().title)
  assert.deepEqual(texts, [
    `*${noticeOf().title}*`,
    'What: two chains.',
    '<https://one.example.com/a/k7qx2?c=ann&amp;v=1|Acknowledge k7qx2> · ' +
      '<https://two.example.com/a/k7qx2|by another Region> · ' +
      '<https://runbook.example.com/chain-split|Runbook: chain-split>',
  ])
})

it('the end is told, with nothing to acknowledge', () => {
  assert.deepEqual(postOf({ reason: 'close' }).texts.slice(2), [
    '<https://runbook.example.com/chain-split|Runbook: chain-split>',
  ])
})

it('what is for machines is not told: alone it is no post, with others it is left out', () => {
  assert.equal(slackPost(messageOf([noticeOf({ reason: 'resolve' })]), CONTEXT), null)
  const { text, texts } = postOf({ reason: 'resolve', title: 'for machines' }, { title: 'for people' })
  assert.equal(text, 'for people')
  assert.doesNotMatch(texts.join(), /for machines/)
})

it('without a link it is said why', () => {
  const post = slackPost(messageOf([noticeOf({ links: NO_LINKS })]), CONTEXT)!
  assert.match(JSON.stringify(post.blocks), /No link to acknowledge: the secret link-key is not set here/)
})

describe('what a node says of itself', () => {
  const hostile = 'v1 <!channel> <@U123> <https://evil.example.com|Acknowledge> & @here @everyone @Channel'
  const { text, sections } = postOf({ title: hostile, text: `${hostile}\n\n${hostile}` })
  const all = [text, ...sections.slice(0, -1).map((section) => section.text.text)].join('\n')

  it('calls nobody and makes no link', () => {
    assert.doesNotMatch(all, /<|(?<![\w\u200b])@(channel|here|everyone)/i)
    assert.match(all, /&lt;!channel&gt; &lt;@U123&gt; .* &amp; /)
  })

  it('is not searched by Slack for names of channels or people', () => {
    assert.ok(sections.every(({ text: object }) => object.type === 'mrkdwn' && object.verbatim))
  })
})

it('however long it is, every section has 3,000 letters and the post 50 blocks at most', () => {
  const long = Array.from({ length: 200 }, (_, place) => ({
    incident: `id${place}`,
    text: `${'<&>'.repeat(2_000)}\n${'line\n'.repeat(100)}`,
  }))
  const { sections, texts } = postOf(...long)
  assert.ok(sections.length <= 50, `${sections.length} blocks`)
  for (const text of texts) assert.ok(text.length <= 3_000 && text.length > 0)
  assert.match(texts.join(), /Acknowledge id0>/)
  assert.doesNotMatch(texts.join(), /&(?!amp;|lt;|gt;)/)
})
