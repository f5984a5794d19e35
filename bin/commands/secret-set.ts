/** `watchfire secret set`: puts a secret into every vantage Region. */
import { randomBytes } from 'node:crypto'
import {
  LINK_KEY_BYTES,
  type LinkKeys,
  readLinkKeys,
  rotateLinkKeys,
} from '../../lib/domain/people/links/link-keys.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { nearest } from '../../lib/domain/text/nearest.ts'
import { failed, ok, type Result } from '../../lib/domain/text/result.ts'
import { TEMPLATE_PATTERN } from '../../lib/domain/text/secret-text.ts'
import { LINK_KEY, parameterName } from '../../lib/names/resources.ts'
import { COMMANDS } from './command-table.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'
import { readSecret } from './secret-input.ts'
import { inEachRegion, namesUsed } from './secret-regions.ts'
import { neededSettings } from './settings-from.ts'

const GENERATED_BYTES = 32

/** Exit 0 when every Region has it, 1 when any lacks it or did not answer, 2 for bad settings or usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const cannot = (why: string) => usageError(io, `Cannot set the secret: ${why}`)
  const options = readOptions(args, COMMANDS['secret set'])
  if (!options.ok) return cannot(withoutArgument(options.error))
  const { values, given } = options.value
  const name = given.NAME
  if (!new RegExp(`^${TEMPLATE_PATTERN}$`).test(`\${secret:${name}}`))
    return cannot(`its name is "${name}", expected letters, digits, dots, dashes and underscores, 63 at most`)
  const settings = neededSettings(values.settings, io, cannot)
  if (settings === 2) return 2
  warnUnlessUsed(name, settings, io)
  const isGenerated = values.generate ?? false
  const read = isGenerated ? await generated(name, settings, io) : await typedIn(name, io)
  if (!read.ok) {
    cannot(read.error.problem)
    return read.error.exit
  }
  return await putEverywhere({ name, value: read.value, settings, isGenerated }, io)
}

/** Exit 1 where nothing that was typed is wrong. */
interface NoValue {
  readonly problem: string
  readonly exit: 1 | 2
}

async function typedIn(name: string, io: Io): Promise<Result<string, NoValue>> {
  const read = await readSecret(process.stdin, `Value of ${name} (not shown): `, io.stderr)
  if (!read.ok) return failed({ problem: read.error, exit: 2 })
  if (name !== LINK_KEY) return read
  const keys = readLinkKeys(read.value, { name, place: 'stdin' })
  return keys.kind === 'none' ? failed({ problem: `${keys.because}; --generate makes one`, exit: 2 }) : read
}

async function generated(name: string, settings: Settings, io: Io): Promise<Result<string, NoValue>> {
  if (name === LINK_KEY) return await rotated(settings, io)
  return ok(randomBytes(GENERATED_BYTES).toString('base64url'))
}

/** Links in flight still work afterwards, wherever the present key can be read. */
async function rotated(settings: Settings, io: Io): Promise<Result<string, NoValue>> {
  const outcomes = await inEachRegion(settings, (parameters) => parameters.get(LINK_KEY))
  const present = outcomes.flatMap(({ region, outcome }): LinkKeys[] =>
    outcome.ok ? [readLinkKeys(outcome.value, { name: LINK_KEY, place: region })] : [],
  )
  const unread = outcomes.flatMap(({ region, outcome }) => (outcome.ok ? [] : `${region}: ${outcome.error}`))
  if (present.length === 0) {
    const problem = `no Region tells its present ${LINK_KEY}, to keep it (${unread.join('; ')})`
    return failed({ problem, exit: 1 })
  }
  for (const why of unread)
    io.stderr.write(
      `warning: Cannot read the present ${LINK_KEY} of ${why}; links of that Region may stop to work\n`,
    )
  for (const keys of present)
    if (keys.kind === 'none' && keys.problem === 'malformed')
      io.stderr.write(`warning: It is replaced and not kept: ${keys.because}\n`)
  return ok(rotateLinkKeys(present, randomBytes(LINK_KEY_BYTES)))
}

/** An argument too many is most probably the value, which must not be said again. */
function withoutArgument(problem: string): string {
  return problem.startsWith('unexpected argument')
    ? 'expected its value on stdin, never on the command line, where others can see it and the shell keeps it'
    : problem
}

function warnUnlessUsed(name: string, settings: Settings, io: Io): void {
  const used = namesUsed(settings)
  if (used.includes(name)) return
  const near = nearest(name, used)
  const named = used.filter((one) => one !== LINK_KEY)
  const known = named.length === 0 ? 'they name none' : `they name ${named.join(', ')}`
  const hint = near === undefined ? known : `did you mean ${near}?`
  io.stderr.write(`warning: The settings do not name the secret ${name}; ${hint}\n`)
}

interface Putting {
  readonly name: string
  readonly value: string
  readonly settings: Settings
  readonly isGenerated: boolean
}

/** All Regions at once, because one that does not answer must not keep the others from having it. */
async function putEverywhere({ name, value, settings, isGenerated }: Putting, io: Io): Promise<number> {
  const outcomes = await inEachRegion(settings, (parameters) => parameters.put(name, value))
  for (const { region, outcome } of outcomes)
    io.stdout.write(
      outcome.ok
        ? `${region}: done, ${parameterName(settings.name, name)}\n`
        : `${region}: failed, ${outcome.error}\n`,
    )
  const without = outcomes.filter(({ outcome }) => !outcome.ok).map(({ region }) => region)
  if (without.length === 0) return 0
  const again = isGenerated
    ? `it makes a new value for every Region${name === LINK_KEY ? ', and keeps those that sign links now' : ''}`
    : 'give the same value, for it is written to every Region again'
  io.stderr.write(
    `watchfire: Cannot set the secret ${name} in ${without.join(', ')}: there it is missing, or still what it was before. ` +
      `Run this command again when they answer; ${again}.\n`,
  )
  return 1
}
