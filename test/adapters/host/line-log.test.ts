/** Laws of the line log: each line is one object, in the form by which Lambda keeps its level. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { lineLog } from '../../../lib/adapters/host/line-log.ts'

const NOON = Date.parse('2026-11-22T12:00:00Z')

function logged(): { lines: string[]; log: ReturnType<typeof lineLog> } {
  const lines: string[] = []
  return { lines, log: lineLog({ now: () => NOON }, (line) => void lines.push(line)) }
}

it('A9: a line has the timestamp and the level by which Lambda filters, and then its facts', () => {
  const { lines, log } = logged()
  log.warn('look dropped', { at: '2026-11-22T11:57:00.000Z', lateMs: 180_000 })
  log.info('looked')
  assert.deepEqual(lines, [
    '{"timestamp":"2026-11-22T12:00:00.000Z","level":"warn","what":"look dropped","at":"2026-11-22T11:57:00.000Z","lateMs":180000}\n',
    '{"timestamp":"2026-11-22T12:00:00.000Z","level":"info","what":"looked"}\n',
  ])
})

it('A9: no fact of a name of those takes their place', () => {
  const { lines, log } = logged()
  log.warn('odd', { level: 'trace', timestamp: 'yesterday', what: 'else', at: 1 })
  assert.deepEqual(JSON.parse(lines[0]!), {
    timestamp: '2026-11-22T12:00:00.000Z',
    level: 'warn',
    what: 'odd',
    at: 1,
  })
})
