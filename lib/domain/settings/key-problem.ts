/** Key problem: what a check has against one key of the settings, before that key has a line and a column. */
import { nearest } from '../text/nearest.ts'
import { type KeyPath, quote, sayPath } from './value-at.ts'

export interface KeyProblem {
  readonly path: KeyPath
  /** Point at the key instead of its value. */
  readonly atKey?: true
  readonly message: string
}

/** `PATH SAYS`, at the value; words that cost something to find are found when they are read. */
export function problemAt(path: KeyPath, says: Says): KeyProblem {
  return {
    path,
    get message() {
      return sayAt(path, says)
    },
  }
}

/** `PATH SAYS`, at the key. */
export function problemOfKey(path: KeyPath, says: Says): KeyProblem {
  return {
    path,
    atKey: true,
    get message() {
      return sayAt(path, says)
    },
  }
}

type Says = string | (() => string)

function sayAt(path: KeyPath, says: Says): string {
  return `${sayPath(path) || 'the file'} ${typeof says === 'string' ? says : says()}`
}

/** The end of a message about a name that is not among the known ones: the nearest, else all of them. */
export function expectedOf(name: string, known: readonly string[]): string {
  const near = nearest(name, known)
  if (near !== undefined) return `did you mean ${quote(near)}?`
  const shown = known.slice(0, KNOWN_SHOWN).map(quote)
  const more = known.length > KNOWN_SHOWN ? [`${known.length - KNOWN_SHOWN} more`] : []
  return `expected ${known.length === 1 ? '' : 'one of '}${[...shown, ...more].join(', ')}`
}

const KNOWN_SHOWN = 30
