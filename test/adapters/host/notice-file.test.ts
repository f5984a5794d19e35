/** Laws of the notice file: a line a notice, with the fields that its readers know. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { noticeFile } from '../../../lib/adapters/host/notice-file.ts'
import { messageOf, noticeOf } from '../../kit/messages.ts'

const folder = mkdtempSync(join(tmpdir(), 'notices-'))
after(() => rmSync(folder, { recursive: true }))

const FIELDS = 'at vantage incident kind subject severity reason step contact title text sms'.split(' ')

it('keeps all notices of a message, each on its line, its text message as a phone gets it', async () => {
  const path = join(folder, 'notices.ndjson')
  const pager = noticeFile(path)
  await pager.send(messageOf([noticeOf(), noticeOf({ incident: 'other' })]))
  const receipt = await pager.send(messageOf())
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  const notices = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  assert.deepEqual(
    notices.map(({ incident }) => incident),
    ['k7qx2', 'other', 'k7qx2'],
  )
  for (const notice of notices) {
    assert.deepEqual(Object.keys(notice).toSorted(), FIELDS.toSorted())
    assert.deepEqual([notice.at, notice.sms], ['2026-11-22T12:00:00.000Z', 'CRITICAL 2 chains'])
  }
  assert.deepEqual(receipt, { messageId: 'k7qx2-critical-1', channel: 'file' })
})
