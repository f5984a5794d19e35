/** Complaint: what a check has against one place of the settings, before the place has a line and a column. */
import { nearest } from '../text/nearest.ts'
import { type Path, quote, sayPath } from './place.ts'

export interface Complaint {
  readonly path: Path
  /** Point at the key instead of its value. */
  readonly atKey?: true
  readonly message: string
}

/** `PATH SAYS`, at the value. */
export function complain(path: Path, says: string): Complaint {
  return { path, message: `${sayPath(path) || 'the file'} ${says}` }
}

/** `PATH is not a known key …`, at the key, with the nearest known one. */
export function complainOfKey(path: Path, known: readonly string[]): Complaint {
  const key = String(path.at(-1))
  return { ...complain(path, `is not a known key, ${expectedOf(key, known)}`), atKey: true }
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
