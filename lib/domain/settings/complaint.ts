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
  const says = isMetricsOfNode(path) ? NO_METRICS_YET : `is not a known key, ${expectedOf(key, known)}`
  return { ...complain(path, says), atKey: true }
}

/** Earlier versions took this key and did nothing with it, so whoever gave it must be told. */
const NO_METRICS_YET =
  'is not read yet, expected the key to be left out: this version asks only the Beacon API of a node'

function isMetricsOfNode(path: Path): boolean {
  return path.length === 3 && path[0] === 'nodes' && path[2] === 'metrics'
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
