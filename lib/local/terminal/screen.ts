/** Screen: a terminal that is redrawn in place and always given back as it was found. */

interface Screen {
  /** Shows these lines and nothing else; lines beyond the last row are left out. */
  draw(lines: readonly string[]): void
  /** Gives the terminal back; harmless when repeated. */
  close(): void
}

/** Takes the terminal over at once. Whoever opens it also calls `closeAtExit`, so that no crash leaves it so. */
export function openScreen(stream: NodeJS.WriteStream): Screen {
  let last: readonly string[] = []
  let isOpen = true
  const show = () => {
    // A terminal that does not keep up gets the newest frame once it has caught up, not all of them.
    if (isOpen && !stream.writableNeedDrain) stream.write(frame(last, stream.rows))
  }
  const leave = () => {
    isOpen = false
    stream.off('resize', show).off('drain', show)
  }
  stream.on('resize', show).on('drain', show)
  // Watching goes on when the terminal is gone; there is only nobody left to draw for.
  stream.on('error', leave)
  stream.write(ENTER)
  return {
    draw(lines) {
      last = lines
      show()
    },
    close() {
      if (!isOpen) return
      leave()
      stream.write(LEAVE)
    },
  }
}

/**
 * Closes the screen when the process ends, be it by an exception that nobody caught: Node prints that after the
 * event, so it is read on the restored terminal. Returns how to call it off.
 */
export function closeAtExit(screen: Screen, process: Pick<NodeJS.Process, 'once' | 'off'>): () => void {
  process.once('exit', screen.close)
  return () => process.off('exit', screen.close)
}

/** Control sequences of ECMA-48 and of DEC private modes, which every terminal emulator in use understands. */
const ESC = '\x1b['
const ALTERNATE_SCREEN = '?1049'
const CURSOR = '?25'
const AUTO_WRAP = '?7'
const ON = 'h'
const OFF = 'l'
const HOME = `${ESC}H`
const CLEAR_LINE = `${ESC}2K`
const CLEAR_BELOW = `${ESC}J`
const PLAIN = `${ESC}0m`

// Without wrapping, a window that was just made narrower cuts the old lines instead of scrolling them.
const ENTER = `${ESC}${ALTERNATE_SCREEN}${ON}${ESC}${CURSOR}${OFF}${ESC}${AUTO_WRAP}${OFF}${HOME}${CLEAR_BELOW}`
const LEAVE = `${PLAIN}${ESC}${AUTO_WRAP}${ON}${ESC}${CURSOR}${ON}${ESC}${ALTERNATE_SCREEN}${OFF}`

/**
 * One chunk, so that no half frame is ever seen. A line is cleared before it is written, because clearing the
 * rest behind a line as wide as the terminal would take its last letter away.
 */
function frame(lines: readonly string[], rows: number): string {
  const shown = lines.slice(0, rows)
  const body = shown.map((line) => `${CLEAR_LINE}${line}`).join('\r\n')
  return `${HOME}${body}${shown.length < rows ? `${shown.length > 0 ? '\r\n' : ''}${CLEAR_BELOW}` : ''}`
}
