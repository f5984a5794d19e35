/** Screen: redrawn in place, one chunk a frame, and given back whatever happens. */
import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { closeAtExit, openScreen } from '../../../lib/local/terminal/screen.ts'

const ENTERED = '\x1b[?1049h\x1b[?25l\x1b[?7l'
const RESTORED = '\x1b[?7h\x1b[?25h\x1b[?1049l'

/** Keeps what was written; as slow as told. */
function fakeStream() {
  const chunks: string[] = []
  const write = (chunk: string) => chunks.push(chunk) > 0
  return Object.assign(new EventEmitter(), { rows: 5, columns: 20, writableNeedDrain: false, chunks, write })
}

type FakeStream = ReturnType<typeof fakeStream>

function open() {
  const stream = fakeStream()
  const screen = openScreen(stream as unknown as NodeJS.WriteStream)
  return { stream, screen }
}

/** What a terminal shows after these chunks, by the few sequences that a screen uses. */
function shownBy({ chunks, rows }: FakeStream): readonly string[] {
  const lines: string[] = Array.from({ length: rows }, () => '')
  let row = 0
  for (const [token] of chunks.join('').matchAll(/\p{Cc}\[[?\d]*[A-Za-z]|\r\n|\P{Cc}+/gu)) {
    if (token === '\x1b[H') row = 0
    else if (token === '\r\n') row = Math.min(row + 1, rows - 1)
    else if (token === '\x1b[2K') lines[row] = ''
    else if (token === '\x1b[J') lines.fill('', row)
    else if (!token.startsWith('\x1b')) lines[row] += token
  }
  return lines
}

test('opening takes the alternate screen and hides the cursor, closing gives both back', () => {
  const { stream, screen } = open()
  assert.ok(stream.chunks.join('').startsWith(ENTERED))
  screen.close()
  assert.ok(stream.chunks.join('').endsWith(RESTORED))
})

test('a frame is one chunk', () => {
  const { stream, screen } = open()
  const before = stream.chunks.length
  screen.draw(['a', 'b', 'c'])
  assert.equal(stream.chunks.length, before + 1)
})

test('a frame replaces the one before, longer or shorter, and never scrolls', () => {
  const { stream, screen } = open()
  screen.draw(['first line', 'second', 'third', 'fourth', 'fifth', 'sixth is too many'])
  assert.deepEqual(shownBy(stream), ['first line', 'second', 'third', 'fourth', 'fifth'])
  screen.draw(['1', '2'])
  assert.deepEqual(shownBy(stream), ['1', '2', '', '', ''])
  screen.draw([])
  assert.deepEqual(shownBy(stream), ['', '', '', '', ''])
  screen.draw(['back'])
  assert.deepEqual(shownBy(stream), ['back', '', '', '', ''])
})

test('after a resize the last frame is shown again, as much of it as fits', () => {
  const { stream, screen } = open()
  screen.draw(['a', 'b', 'c', 'd', 'e'])
  stream.rows = 3
  stream.emit('resize')
  assert.deepEqual(shownBy(stream), ['a', 'b', 'c'])
})

test('a terminal that does not keep up gets the newest frame when it has caught up', () => {
  const { stream, screen } = open()
  stream.writableNeedDrain = true
  const before = stream.chunks.length
  for (const frame of ['1', '2', '3']) screen.draw([frame])
  assert.equal(stream.chunks.length, before)
  stream.writableNeedDrain = false
  stream.emit('drain')
  assert.deepEqual(shownBy(stream)[0], '3')
  assert.equal(stream.chunks.length, before + 1)
})

test('closing twice writes once, and nothing is drawn after it', () => {
  const { stream, screen } = open()
  screen.close()
  const before = stream.chunks.length
  screen.close()
  screen.draw(['late'])
  stream.emit('resize')
  assert.equal(stream.chunks.length, before)
  assert.equal(stream.listenerCount('resize') + stream.listenerCount('drain'), 0)
})

test('a terminal that is gone ends the drawing and nothing else', () => {
  const { stream, screen } = open()
  const before = stream.chunks.length
  stream.emit('error', new Error('EIO'))
  screen.draw(['nobody sees this'])
  screen.close()
  assert.equal(stream.chunks.length, before)
})

test('calling it off leaves the process without a listener', () => {
  const process = new EventEmitter() as unknown as NodeJS.Process
  const { screen } = open()
  closeAtExit(screen, process)()
  assert.equal(process.listenerCount('exit'), 0)
})
