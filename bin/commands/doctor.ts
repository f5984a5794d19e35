/** `watchfire doctor`: everything that would keep a page from arriving, each with its mend; it reads only. */
import { accountFacts } from '../../lib/adapters/aws/account-facts.ts'
import { envSecrets } from '../../lib/adapters/host/env-secrets.ts'
import { systemClock } from '../../lib/adapters/host/system-clock.ts'
import { withClockOffsets } from '../../lib/adapters/http/clock-offset.ts'
import { sayUnsent, type Unsent } from '../../lib/domain/people/sent-from-here.ts'
import { secretsToLook, secretsToPage } from '../../lib/domain/settings/needed-secrets.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { localNodes } from '../../lib/local/local-nodes.ts'
import { sentFromThisMachine } from '../../lib/local/sent-from-this-machine.ts'
import { LINK_KEY } from '../../lib/names/resources.ts'
import { complaintsOf } from '../../lib/tools/doctor/doctor.ts'
import { CHECKS, type DoctorCheck, type DoctorComplaint } from '../../lib/tools/doctor/doctor-complaint.ts'
import type { DoctorFacts, HereFacts } from '../../lib/tools/doctor/doctor-facts.ts'
import { lookAround } from '../../lib/work/look-around.ts'
import { COMMANDS } from './command-table.ts'
import { type Io, usageError } from './io.ts'
import { readOptions } from './options.ts'
import { doubtfulSettingsOr, NO_SETTINGS } from './settings-from.ts'

/** The look from here is nobody's vantage. */
const VANTAGE = 'here'

/** Exit 0 when nothing was found, 1 when anything was or could not be looked at, 2 for bad settings or usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args, COMMANDS.doctor)
  if (!options.ok) return usageError(io, `Cannot examine: ${options.error}`)
  const { values } = options.value
  const { aws = false, json = false } = values
  const read = doubtfulSettingsOr(values.settings, io)
  if (read === 'none') return usageError(io, `Cannot examine: ${NO_SETTINGS}`)
  if (read === 'bad') return 2
  const { settings, warnings, hash } = read
  const [here, account] = await Promise.all([
    hereFacts(settings, hash, io),
    aws ? accountFacts(settings, systemClock) : ('not-asked' as const),
  ])
  const facts: DoctorFacts = { settings, warnings, here, account, secretsNeeded: secretsNeeded(settings) }
  const complaints = complaintsOf(facts)
  const notMade = aws ? [] : checksThat('aws')
  const { unsent } = await sentFromThisMachine(settings, io.env)
  io.stdout.write(
    json
      ? `${JSON.stringify({ complaints, notMade, unsentFromHere: unsent })}\n`
      : words(settings, complaints, { notMade, unsent }).join('\n'),
  )
  return complaints.length === 0 ? 0 : 1
}

async function hereFacts(settings: Settings, settingsHash: string, io: Io): Promise<HereFacts> {
  const secrets = envSecrets(io.env)
  const { nodes, aheadMs } = withClockOffsets(localNodes(settings, io.env), systemClock)
  const look = await lookAround({
    clock: systemClock,
    nodes,
    settings,
    settingsHash,
    vantage: VANTAGE,
    at: systemClock.now(),
    previous: null,
  })
  await nodes.close()
  const roles = new Map(look.nodes.map(({ id, role }) => [id, role]))
  return {
    look,
    isTlsCheckOff: io.env.NODE_TLS_REJECT_UNAUTHORIZED === '0',
    placeOfSecret: secrets.placeOf!,
    secretsMissing: await missingIn(secrets, secretsToLook(settings)),
    clocks: [...aheadMs()].map(([id, ahead]) => ({ of: { role: roles.get(id)!, name: id }, aheadMs: ahead })),
  }
}

async function missingIn(
  secrets: ReturnType<typeof envSecrets>,
  names: readonly string[],
): Promise<readonly string[]> {
  const values = await Promise.all(names.map((name) => secrets.get(name)))
  return names.filter((_, index) => !values[index])
}

/** Every vantage looks and pages, so each needs all of them. */
function secretsNeeded(settings: Settings): readonly string[] {
  const links = settings.contacts.length === 0 ? [] : [LINK_KEY]
  return [...new Set([...secretsToLook(settings), ...secretsToPage(settings), ...links])]
}

function checksThat(needs: 'aws'): readonly DoctorCheck[] {
  return (Object.keys(CHECKS) as DoctorCheck[]).filter((check) => CHECKS[check].needs === needs)
}

function words(
  { name, nodes, vantages }: Settings,
  complaints: readonly DoctorComplaint[],
  { notMade, unsent }: { readonly notMade: readonly DoctorCheck[]; readonly unsent: readonly Unsent[] },
): readonly string[] {
  const defects = complaints.filter(({ state }) => state === 'defect').length
  const unseen = complaints.length - defects
  const found = [
    ...(defects > 0
      ? [`${amount(defects, 'defect')} that would keep a page from arriving, or make it late or wrong`]
      : []),
    ...(unseen > 0 ? [`${amount(unseen, 'thing')} that could not be looked at`] : []),
  ]
  return [
    `Examined ${name}: ${amount(nodes.length, 'node')}, ${amount(vantages.length, 'vantage')}.`,
    found.length === 0 ? 'Nothing was found.' : `Found ${found.join(', and ')}.`,
    '',
    ...complaints.flatMap(complaintWords),
    ...(notMade.length === 0 ? [] : ['Not checked, because it takes --aws and credentials of the account:']),
    ...notMade.map((check) => `  ${check}: ${CHECKS[check].says}`),
    ...(notMade.length === 0 ? [] : ['']),
    ...(unsent.length === 0
      ? []
      : ['A watch on this machine:', ...sayUnsent(unsent).map((says) => `  ${says}`), '']),
  ]
}

function complaintWords({ check, state, subject, says, mend }: DoctorComplaint): readonly string[] {
  const kind = state === 'defect' ? '' : ' (could not look)'
  return [`${check}${kind}  ${subject}`, `  ${says}`, `  → ${mend}`, '']
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
