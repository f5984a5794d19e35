/** Laws of the notice file: a line a notice, with the fields that its readers know, and none lost where the disk refuses. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { noticeFile } from '../../../lib/adapters/host/notice-file.ts'
import { noticeOf } from '../../kit/messages.ts'
import { recordingLog } from '../../kit/recording-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'notices-'))
after(() => rmSync(folder, { recursive: true }))

const FIELDS = 'at vantage incident kind subject severity reason step contact title text sms'.split(' ')

function linesIn(path: string): readonly Record<string, unknown>[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

const incidentsIn = (path: string) => linesIn(path).map(({ incident }) => incident)

it('keeps each notice on its line, its text message as a phone gets it', () => {
  const path = join(folder, 'notices.ndjson')
  const file = noticeFile(path, recordingLog().log)
  file.write([noticeOf(), noticeOf({ incident: 'other' })])
  file.write([noticeOf()])
  assert.deepEqual(incidentsIn(path), ['k7qx2', 'other', 'k7qx2'])
  for (const notice of linesIn(path)) {
    assert.deepEqual(Object.keys(notice).toSorted(), FIELDS.toSorted())
    assert.deepEqual([notice.at, notice.sms], ['2026-11-22T12:00:00.000Z', 'CRITICAL 2 chains'])
  }
  assert.equal(file.waiting(), 0)
})

it('S10: what the disk does not take is said, waits, and is written before what comes next', () => {
  const away = join(folder, 'away')
  const path = join(away, 'notices.ndjson')
  const { log, warned } = recordingLog()
  const file = noticeFile(path, log)
  file.write([noticeOf({ incident: 'first' })])
  file.write([noticeOf({ incident: 'second' })])
  assert.equal(file.waiting(), 2)
  assert.match(warned.join('\n'), /notices not written.*ENOENT/)
  mkdirSync(away)
  file.write([noticeOf({ incident: 'third' })])
  assert.deepEqual(incidentsIn(path), ['first', 'second', 'third'])
})

it('S10: what waits is written without a next one as soon as the disk takes it', () => {
  const away = join(folder, 'later')
  const path = join(away, 'notices.ndjson')
  const file = noticeFile(path, recordingLog().log)
  file.write([noticeOf({ incident: 'first' })])
  mkdirSync(away)
  file.retry()
  assert.deepEqual([incidentsIn(path), file.waiting()], [['first'], 0])
})

it('S10: a full disk is a disk that does not take it', () => {
  const { log, warned } = recordingLog()
  const file = noticeFile('/dev/full', log)
  file.write([noticeOf()])
  assert.equal(file.waiting(), 1)
  assert.match(warned.join('\n'), /ENOSPC/)
})
