/** `watchfire secret list`: which secrets the settings need, and where one is missing. */
import type { ParametersOf } from '../../lib/adapters/aws/ssm-parameters.ts'
import { COMMANDS } from './command-table.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'
import { inEachRegion, namesUsed, type RegionOutcome } from './secret-regions.ts'
import { neededSettings } from './settings-from.ts'

/** Exit 0 when every Region has all of them, 1 when any lacks one or did not answer, 2 for bad settings or usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const cannot = (why: string) => usageError(io, `Cannot list the secrets: ${why}`)
  const options = readOptions(args, COMMANDS['secret list'])
  if (!options.ok) return cannot(options.error)
  const { values } = options.value
  const settings = neededSettings(values.settings, io, cannot)
  if (settings === 2) return 2
  const listings = listingsOf(namesUsed(settings), await inEachRegion(settings, (one) => one.list()))
  io.stdout.write(values.json ? `${JSON.stringify(listings)}\n` : listings.map(listingWords).join(''))
  return listings.every(({ regions }) => regions.every(({ state }) => state === 'present')) ? 0 : 1
}

type Presence = 'present' | 'in-clear' | 'missing' | 'unknown'

interface SecretListing {
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
): SecretListing[] {
  return names.map((secret) => ({
    secret,
    regions: outcomes.map(({ region, outcome }) => {
      if (!outcome.ok) return { region, state: 'unknown', reason: outcome.error }
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

function listingWords({ secret, regions }: SecretListing): string {
  const lines = regions.map(({ region, state, reason }) => {
    const why = reason === undefined ? '' : `, ${reason}`
    return `  ${region}: ${PRESENCE_WORDS[state]}${why}\n`
  })
  return `${secret}\n${lines.join('')}`
}
