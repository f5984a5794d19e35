/** Notice file: keeps every notice as one line of JSON, on the disk before it counts as sent. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import type { Pager } from '../ports.ts'

/** Appends notices to a file. */
export function noticeFile(path: string): Pager {
  return {
    async send(notice) {
      append(path, JSON.stringify({ ...notice, at: new Date(notice.at).toISOString() }))
      return { messageId: `${notice.incident}-${notice.step}` }
    },
  }
}

function append(path: string, line: string): void {
  const file = openSync(path, 'a')
  try {
    writeSync(file, `${line}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
