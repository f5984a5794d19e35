/** Notice file: keeps every notice as one line of JSON, on the disk before it counts as sent. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { jsonNotice } from '../../domain/notices/channels/json-notice.ts'
import type { Pager } from '../../ports.ts'

/** Appends notices to a file, all of one message at once. */
export function noticeFile(path: string): Pager {
  return {
    async send({ notices }) {
      // The links stand in the text; the line keeps the fields that its readers know.
      const lines = notices.map(jsonNotice).map(({ links: _, ...notice }) => notice)
      append(path, lines.map((line) => JSON.stringify(line)).join('\n'))
      return {
        messageId: notices.map(({ incident, step }) => `${incident}-${step}`).join(' '),
        channel: 'file',
      }
    },
  }
}

/** The text of a notice holds the link that acknowledges it. */
const OWNER_ONLY = 0o600

function append(path: string, line: string): void {
  const file = openSync(path, 'a', OWNER_ONLY)
  try {
    writeSync(file, `${line}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
