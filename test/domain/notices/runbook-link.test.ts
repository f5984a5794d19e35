/** Runbook link: each notice leads to an article of its own kind, every article is whole, and none is an orphan. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ALL_KINDS } from '../../../lib/domain/kinds/kinds.ts'
import type { NoticeKind } from '../../../lib/domain/kinds/notice-kind.ts'
import type { Notice } from '../../../lib/domain/notices/notice.ts'
import { wordNotice } from '../../../lib/domain/notices/notice-words.ts'
import { runbookLink } from '../../../lib/domain/notices/runbook-link.ts'
import type { IncidentReason } from '../../../lib/domain/people/record.ts'
import { inputOf, TOLD } from './notice-inputs.ts'
import { LINKS, NO_LINKS, SCENES } from './notice-scenes.ts'
import { DIGEST, DRILL, MUTED } from './own-scenes.ts'

const RUNBOOK = new URL('../../../docs/runbook/', import.meta.url)
/** Short enough to be read at night, and long enough to help. */
const [LINES_MIN, LINES_MAX] = [40, 90]
const HEADINGS = [
  '## What it means',
  '## First look',
  '## Isolate',
  '## Logs',
  '## What to do',
  '## Whom to tell',
  '## When it clears',
  '## Past incidents',
]

/** Named one by one, so that a new kind does not compile before it is here. */
const OWN: Readonly<Record<Exclude<NoticeKind, keyof typeof SCENES>, Notice>> = {
  drill: DRILL,
  digest: DIGEST,
  muted: MUTED,
}
const EVERY_REASON = Object.keys(TOLD) as readonly IncidentReason[]
const OWN_KINDS = Object.keys(OWN) as readonly (keyof typeof OWN)[]
const EVERY_KIND: readonly NoticeKind[] = [...ALL_KINDS, ...OWN_KINDS]

const articleOf = (kind: string) => readFileSync(new URL(`${kind}.md`, RUNBOOK), 'utf8')

test('every notice, of every kind and for every reason, links to the article of its kind', () => {
  for (const kind of ALL_KINDS) {
    for (const reason of EVERY_REASON) {
      for (const links of [LINKS, NO_LINKS]) {
        const { text } = wordNotice({ ...inputOf(SCENES[kind], reason), links })
        assert.ok(text.split(/\s/).includes(`https://example.com/runbook/${kind}`), `${kind} ${reason}`)
      }
    }
  }
  for (const kind of OWN_KINDS) {
    assert.equal(OWN[kind].kind, kind)
    assert.ok(OWN[kind].text.split(/\s/).includes(`https://example.com/runbook/${kind}`), kind)
  }
})

test('every link leads to a file that is there, or to a page on the web', () => {
  for (const kind of EVERY_KIND) {
    const local = runbookLink({ runbook: 'docs/runbook' }, kind)
    assert.ok(existsSync(new URL(`../../../${local}`, import.meta.url)), `${local} is missing`)
    assert.equal(runbookLink({ runbook: 'https://example.com/r/' }, kind), `https://example.com/r/${kind}`)
  }
})

test('every kind has its article with all headings in order, and no article is about anything else', () => {
  assert.deepEqual(
    readdirSync(RUNBOOK).toSorted(),
    ['README.md', ...EVERY_KIND.map((kind) => `${kind}.md`)].toSorted(),
    'docs/runbook has an article too many, or lacks one',
  )
  for (const kind of EVERY_KIND) {
    const lines = articleOf(kind).split('\n')
    assert.equal(lines[0], `# ${kind}`)
    assert.deepEqual(
      lines.filter((line) => line.startsWith('## ')),
      HEADINGS,
      `docs/runbook/${kind}.md has other headings, or has them in another order`,
    )
    assert.ok(
      lines.length >= LINES_MIN && lines.length <= LINES_MAX,
      `docs/runbook/${kind}.md has ${lines.length} lines, expected ${LINES_MIN} to ${LINES_MAX}`,
    )
    for (const [index, line] of lines.entries()) {
      const isEmpty = line.startsWith('## ') && !/^[^#\s]/.test(lines[index + 1] ?? '')
      assert.ok(!isEmpty, `docs/runbook/${kind}.md has nothing under "${line}"`)
    }
  }
})

test('an article about nodes has a command that asks one, and knows every client', () => {
  for (const kind of ALL_KINDS) {
    const article = articleOf(kind)
    const file = `docs/runbook/${kind}.md`
    assert.match(article, /curl [^\n]*\$(NODE|OTHER|n)\//, `${file} asks no node: expected curl … $NODE/…`)
    for (const client of ['Lighthouse', 'Prysm', 'Teku', 'Nimbus', 'Lodestar']) {
      if (kind !== 'blind' && kind !== 'partition')
        assert.ok(article.includes(client), `${file} says nothing of ${client}`)
    }
  }
})

test('an article about our own paging has the commands that answer it', () => {
  const wanted: Readonly<Record<keyof typeof OWN, readonly string[]>> = {
    drill: ['ack ID', 'show ID', 'doctor', 'drill --contact'],
    digest: ['incidents', 'ack ID', 'show ID', 'mute '],
    muted: ['incidents', 'mutes', 'show ID', 'unmute '],
  }
  for (const kind of OWN_KINDS) {
    for (const command of wanted[kind])
      assert.ok(articleOf(kind).includes(`bin/watchfire ${command}`), command)
  }
})

test('every link of the runbook leads to a file in it, and the index lists every kind', () => {
  for (const file of readdirSync(RUNBOOK)) {
    const article = readFileSync(new URL(file, RUNBOOK), 'utf8')
    for (const [, target] of article.matchAll(/\]\(([^)]+)\)/g)) {
      assert.ok(existsSync(new URL(target!, RUNBOOK)), `${file} links to ${target}`)
    }
  }
  for (const kind of EVERY_KIND) {
    const line = `[${kind}](${kind}.md)`
    assert.ok(articleOf('README').includes(line), `docs/runbook/README.md does not list ${line}`)
  }
})

test('the index says how to answer a page', () => {
  for (const command of [
    'ack ID --for 30m',
    'escalate ID',
    'note ID ',
    'mute SCOPE --for 2h --reason ',
    'unmute ',
    'mutes',
    'show ID',
    'incidents',
  ]) {
    assert.ok(articleOf('README').includes(`bin/watchfire ${command}`), command)
  }
})
