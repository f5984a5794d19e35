/** Notice file: keeps every notice as one line of JSON, at once on the disk, or in memory until the disk takes it. */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { jsonNotice } from '../../domain/notices/channels/json-notice.ts'
import type { Notice } from '../../domain/notices/notice.ts'
import type { Log } from '../../ports.ts'

export interface NoticeFile {
  /** Never throws, so that a full disk keeps nobody from being told. */
  write(notices: readonly Notice[]): void
  /** Writes what waits, if the disk takes it by now. */
  retry(): void
  /** How many notices are not on the disk yet. */
  waiting(): number
}

export function noticeFile(path: string, log: Log): NoticeFile {
  let waiting: readonly string[] = []

  function retry(): void {
    if (waiting.length === 0) return
    try {
      append(path, waiting)
      waiting = []
    } catch (error) {
      log.warn('notices not written', { path, waiting: waiting.length, because: (error as Error).message })
    }
  }

  return {
    write(notices) {
      waiting = [...waiting, ...notices.map(lineOf)]
      retry()
    },
    retry,
    waiting: () => waiting.length,
  }
}

/** The links stand in the text; the line keeps the fields that its readers know. */
function lineOf(notice: Notice): string {
  const { links: _, ...fields } = jsonNotice(notice)
  return `${JSON.stringify(fields)}\n`
}

/** The text of a notice holds the link that acknowledges it. */
const OWNER_ONLY = 0o600

function append(path: string, lines: readonly string[]): void {
  const file = openSync(path, 'a', OWNER_ONLY)
  try {
    appendAll(file, Buffer.from(lines.join('')))
  } finally {
    closeSync(file)
  }
}

/** All or nothing: half a line would spoil the next one. */
function appendAll(file: number, bytes: Buffer): void {
  const { size } = fstatSync(file)
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    fsyncSync(file)
  } catch (error) {
    if (fstatSync(file).size > size) ftruncateSync(file, size)
    throw error
  }
}
