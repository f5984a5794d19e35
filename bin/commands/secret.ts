/** `watchfire secret`: puts a secret into every vantage Region, or tells where secrets are missing. */
import { randomBytes } from 'node:crypto'
import { type ParametersOf, ssmParameters } from '../../lib/adapters/aws/ssm-parameters.ts'
import {
  LINK_KEY_BYTES,
  type LinkKeys,
  readLinkKeys,
  rotateLinkKeys,
} from '../../lib/domain/people/links/link-keys.ts'
import { secretsToLook, secretsToPage } from '../../lib/domain/settings/needed-secrets.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { nearest } from '../../lib/domain/text/nearest.ts'
import { TEMPLATE_PATTERN } from '../../lib/domain/text/secret-text.ts'
import { LINK_KEY, parameterName } from '../../lib/names/resources.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'
import { readSecret } from './secret-input.ts'
import { settingsOr } from './settings-from.ts'

const SET_OPTIONS = { settings: { type: 'string' }, generate: { type: 'boolean' } } as const
const LIST_OPTIONS = { settings: { type: 'string' }, json: { type: 'boolean' } } as const

const GENERATED_BYTES = 32

/** Exit 0 when every Region has it, 1 when any lacks it or did not answer, 2 for bad settings or usage. */
export async function run([action, ...args]: readonly string[], io: Io): Promise<number> {
  if (action === 'set') return await set(args, io)
  if (action === 'list') return await list(args, io)
  const given = action === undefined ? 'nothing' : `"${action}"`
  return usageError(io, `Cannot do ${given} with secrets: expected set NAME or list`)
}

async function set([name, ...args]: readonly string[], io: Io): Promise<number> {
  const cannot = (why: string) => usageError(io, `Cannot set the secret: ${why}`)
  if (name === undefined || name.startsWith('-'))
    return cannot('its name must come first: secret set NAME [--settings F] [--generate]')
  if (!new RegExp(`^${TEMPLATE_PATTERN}$`).test(`\${secret:${name}}`))
    return cannot(`its name is "${name}", expected letters, digits, dots, dashes and underscores, 63 at most`)
  const options = readOptions(args, SET_OPTIONS)
  if (!options.ok) return cannot(withoutArgument(options.problem))
  const settings = settingsFor('set the secret', options.values.settings, io)
  if (settings === null) return 2
  warnUnlessUsed(name, settings, io)
  const isGenerated = options.values.generate ?? false
  const read = isGenerated ? await generated(name, settings, io) : await given(name, io)
  if (!read.ok) {
    const usage = cannot(read.problem)
    return read.exit ?? usage
  }
  return await putEverywhere({ name, value: read.value, settings, isGenerated }, io)
}

type ValueRead =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: string; readonly exit?: 1 }

async function given(name: string, io: Io): Promise<ValueRead> {
  const read = await readSecret(process.stdin, `Value of ${name} (not shown): `, io.stderr)
  if (!read.ok || name !== LINK_KEY) return read
  const keys = readLinkKeys(read.value, { name, place: 'stdin' })
  return keys.kind === 'none' ? { ok: false, problem: `${keys.because}; --generate makes one` } : read
}

async function generated(name: string, settings: Settings, io: Io): Promise<ValueRead> {
  if (name === LINK_KEY) return await rotated(settings, io)
  return { ok: true, value: randomBytes(GENERATED_BYTES).toString('base64url') }
}

/** Links in flight still work afterwards, wherever the present key can be read. */
async function rotated(settings: Settings, io: Io): Promise<ValueRead> {
  const outcomes = await inEachRegion(settings, (parameters) => parameters.get(LINK_KEY))
  const present = outcomes.flatMap(({ region, outcome }): LinkKeys[] =>
    outcome.ok ? [readLinkKeys(outcome.value, { name: LINK_KEY, place: region })] : [],
  )
  const unread = outcomes.flatMap(({ region, outcome }) => (outcome.ok ? [] : `${region}: ${outcome.reason}`))
  if (present.length === 0) {
    const problem = `no Region tells its present ${LINK_KEY}, to keep it (${unread.join('; ')})`
    return { ok: false, problem, exit: 1 }
  }
  for (const why of unread)
    io.stderr.write(
      `warning: Cannot read the present ${LINK_KEY} of ${why}; links of that Region may stop to work\n`,
    )
  for (const keys of present)
    if (keys.kind === 'none' && keys.problem === 'malformed')
      io.stderr.write(`warning: It is replaced and not kept: ${keys.because}\n`)
  return { ok: true, value: rotateLinkKeys(present, randomBytes(LINK_KEY_BYTES)) }
}

/** An argument too many is most probably the value, which must not be said again. */
function withoutArgument(problem: string): string {
  return problem.startsWith('unexpected argument')
    ? 'expected its value on stdin, never on the command line, where others can see it and the shell keeps it'
    : problem
}

/** The settings, or null when what is wrong with them was said. */
function settingsFor(what: string, named: string | undefined, io: Io): Settings | null {
  const read = settingsOr(named, io)
  if (read === 'none')
    usageError(io, `Cannot ${what}: no settings; name a file with --settings, or write watchfire.yaml here`)
  return read === 'none' || read === 'bad' ? null : read.settings
}

function namesUsed(settings: Settings): string[] {
  return [...new Set([...secretsToLook(settings), ...secretsToPage(settings), LINK_KEY])]
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
        : `${region}: failed, ${outcome.reason}\n`,
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

async function list(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args, LIST_OPTIONS)
  if (!options.ok) return usageError(io, `Cannot list the secrets: ${options.problem}`)
  const settings = settingsFor('list the secrets', options.values.settings, io)
  if (settings === null) return 2
  const listings = listingsOf(namesUsed(settings), await inEachRegion(settings, (one) => one.list()))
  io.stdout.write(options.values.json ? `${JSON.stringify(listings)}\n` : listings.map(listingWords).join(''))
  return listings.every(({ regions }) => regions.every(({ state }) => state === 'present')) ? 0 : 1
}

type Presence = 'present' | 'in-clear' | 'missing' | 'unknown'

interface Listing {
  readonly secret: string
  readonly regions: readonly {
    readonly region: string
    readonly state: Presence
    readonly reason?: string
  }[]
}

function listingsOf(
  names: readonly string[],
  outcomes: readonly RegionOutcome<Awaited<ReturnType<ParametersOf['list']>>>[],
): Listing[] {
  return names.map((secret) => ({
    secret,
    regions: outcomes.map(({ region, outcome }) => {
      if (!outcome.ok) return { region, state: 'unknown', reason: outcome.reason }
      const found = outcome.value.find((one) => one.secret === secret)
      if (!found) return { region, state: 'missing' }
      return { region, state: found.encrypted ? 'present' : 'in-clear' }
    }),
  }))
}

const PRESENCE_WORDS: Readonly<Record<Presence, string>> = {
  present: 'present',
  'in-clear': 'present, but in clear: set it again',
  missing: 'missing',
  unknown: 'unknown',
}

function listingWords({ secret, regions }: Listing): string {
  const lines = regions.map(({ region, state, reason }) => {
    const why = reason === undefined ? '' : `, ${reason}`
    return `  ${region}: ${PRESENCE_WORDS[state]}${why}\n`
  })
  return `${secret}\n${lines.join('')}`
}

type RegionAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string }

interface RegionOutcome<T> {
  readonly region: string
  readonly outcome: RegionAnswer<T>
}

async function inEachRegion<T>(
  { name: installation, vantages }: Settings,
  work: (parameters: ParametersOf) => Promise<T>,
): Promise<RegionOutcome<T>[]> {
  return await Promise.all(
    vantages.map(async ({ name: region }) => {
      const parameters = ssmParameters({ region, installation })
      try {
        return { region, outcome: { ok: true as const, value: await work(parameters) } }
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        return { region, outcome: { ok: false as const, reason } }
      } finally {
        parameters.close()
      }
    }),
  )
}
