/** Slack post: a message as what an incoming webhook of Slack takes, with nothing in it that could call anybody. */
import type { Message, Notice } from '../notice.ts'
import { isUrl, linksOf, type WebhookContext } from './notice-links.ts'

/** "Sending messages using incoming webhooks" and "Text object" of Slack's developer documentation. */
interface SlackPost {
  /** What a phone shows of it. */
  readonly text: string
  readonly blocks: readonly object[]
}

/** Of one text object, once its letters are escaped. */
const SECTION_LETTERS_MAX = 3_000
/** A message may have 50 blocks. */
const BODY_BLOCKS_MAX = 15
const LINK_BLOCKS_MAX = 30

/** Null when there is nothing to say: people read of the end once, and `resolve` is for machines. */
export function slackPost(message: Message, context: WebhookContext): SlackPost | null {
  const heard = message.notices.filter(({ reason }) => reason !== 'resolve')
  if (heard.length === 0) return null
  const { title, text } = wordsFor(message, heard)
  const links = heard.map((notice) => linkLine(notice, context)).filter((line) => line !== '')
  return {
    text: escaped(title),
    blocks: [
      ...sections([`*${escaped(title)}*`]),
      ...sections(linesOf(text)).slice(0, BODY_BLOCKS_MAX),
      ...sections(links).slice(0, LINK_BLOCKS_MAX),
    ],
  }
}

/** The words for all of them stand only while nothing was left out. */
function wordsFor(message: Message, heard: readonly Notice[]): Pick<Message, 'title' | 'text'> {
  const isWhole = heard.length === message.notices.length
  const title = isWhole ? message.title : heard[0]!.title
  const text = isWhole ? message.text : heard.map((notice) => notice.text).join('\n\n')
  return { title, text: text.startsWith(title) ? text.slice(title.length).trimStart() : text }
}

/** Longer lines are broken, so that a piece of one always finds room. */
const LINE_LETTERS_MAX = 500

function linesOf(text: string): readonly string[] {
  const broken = text.split('\n').flatMap((line) => line.match(BREAKING) ?? [''])
  return broken.map(escaped)
}

const BREAKING = new RegExp(`.{1,${LINE_LETTERS_MAX}}`, 'gs')

/** Lines that are escaped already, as few sections as they need. */
function sections(lines: readonly string[]): readonly object[] {
  const texts: string[] = []
  for (const line of lines) {
    const last = texts.at(-1)
    if (last !== undefined && last.length + 1 + line.length <= SECTION_LETTERS_MAX)
      texts[texts.length - 1] = `${last}\n${line}`
    else texts.push(line)
  }
  return texts
    .filter((text) => text.trim() !== '')
    .map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }))
}

function linkLine(notice: Notice, context: WebhookContext): string {
  const { acknowledge, runbook } = linksOf(notice, context)
  const urls = acknowledge?.kind === 'links' ? acknowledge.urls : []
  return [
    ...urls.map((url, place) =>
      link(url, place === 0 ? `Acknowledge ${notice.incident}` : 'by another Region'),
    ),
    ...(acknowledge?.kind === 'none' ? [escaped(`No link to acknowledge: ${acknowledge.because}`)] : []),
    ...(isUrl(runbook) ? [link(runbook, `Runbook: ${notice.kind}`)] : []),
  ].join(' · ')
}

function link(url: string, text: string): string {
  return `<${escaped(url.replaceAll('|', '%7C'))}|${escaped(text)}>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * What nodes say of themselves is in our texts. Mentions and links are written in angle brackets; with `verbatim`
 * nothing else becomes one, but a phone's preview may still take an @ for a call to everybody.
 */
function escaped(text: string): string {
  return text
    .replace(/[&<>]/g, (letter) => ENTITIES[letter]!)
    .replace(/@(?=channel|here|everyone)/gi, '@\u200b')
}
