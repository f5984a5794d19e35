/** `watchfire paths`: every path and method that a proxy must let through, and no other. */
import { ASKED_PATHS, LIVENESS_PATH } from '../../lib/domain/look/reply/questions.ts'
import { COMMANDS } from './command-table.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'

/** As `METHOD PATH` lines, as JSON with a regular expression for each path, or as nginx's allow-list. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args, COMMANDS.paths)
  if (!options.ok) return usageError(io, `Cannot print the paths: ${options.error}`)
  const { json, nginx } = options.value.values
  io.stdout.write(`${json ? JSON.stringify(ALLOWED) : nginx ? nginxMap() : lines()}\n`)
  return 0
}

interface Allowed {
  readonly method: 'GET' | 'POST'
  /** As the standard writes it. */
  readonly path: string
  /** A regular expression for the whole path, exactly as it is sent: unescaped, without a query. */
  readonly pattern: string
}

const ALLOWED: readonly Allowed[] = [
  ...ASKED_PATHS.map((path) => ({ method: 'GET' as const, path, pattern: patternOf(path) })),
  { method: 'POST', path: LIVENESS_PATH, pattern: patternOf(LIVENESS_PATH) },
]

/** What stands for each part of a path that varies; of states, only the head's are asked for. */
function patternOf(path: string): string {
  const pattern = path
    .replace('{block_id}', '(head|[0-9]{1,20}|0x[0-9a-f]{64})')
    .replace('{state_id}', 'head')
    .replace('{epoch}', '[0-9]{1,20}')
  return `^${pattern}$`
}

function lines(): string {
  return ALLOWED.map(({ method, path }) => `${method} ${path}`).join('\n')
}

/**
 * A map over the request as it was sent, and not locations: those are compared with a path that nginx has
 * decoded, while the node is handed the one that was sent. Every key is a regular expression, because nginx
 * compares plain ones without regard to case.
 */
function nginxMap(): string {
  return [
    'map "$request_method $request_uri" $watchfire_path {',
    '    default 0;',
    ...ALLOWED.map(({ method, pattern }) => `    "~^${method} ${pattern.slice(1)}" 1;`),
    '}',
  ].join('\n')
}
