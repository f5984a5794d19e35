/** Region secrets: whether every Region has every secret that its functions will ask for. */
import { couldNotLook, type DoctorComplaint, defect } from './doctor-complaint.ts'
import type { DoctorFacts, RegionFacts } from './doctor-facts.ts'

export function secretComplaints({ account, secretsNeeded }: DoctorFacts): readonly DoctorComplaint[] {
  if (account === 'not-asked') return []
  return [
    ...account.flatMap(({ region, secrets }) =>
      secrets.known
        ? []
        : [
            couldNotLook('secret', `region:${region}`, {
              what: `list the secrets in ${region}`,
              because: secrets.because,
            }),
          ],
    ),
    ...secretsNeeded.flatMap((name) => complaintsOf(name, account)),
  ]
}

/** One complaint for all Regions, because one command mends all. */
function complaintsOf(name: string, account: readonly RegionFacts[]): readonly DoctorComplaint[] {
  const regionsWhere = (is: 'missing' | 'in clear') =>
    account.filter((facts) => presence(name, facts) === is).map(({ region }) => region)
  const [missing, inClear] = [regionsWhere('missing'), regionsWhere('in clear')]
  const says = [
    ...(missing.length > 0 ? [`is missing in ${missing.join(', ')}`] : []),
    ...(inClear.length > 0 ? [`lies there in clear in ${inClear.join(', ')}`] : []),
  ]
  if (says.length === 0) return []
  return [
    defect('secret', `secret:${name}`, {
      says: `The secret ${name} ${says.join(' and ')}.`,
      mend: `Run bin/watchfire secret set ${name}; it writes to every vantage, encrypted.`,
    }),
  ]
}

function presence(name: string, { secrets }: RegionFacts): 'present' | 'in clear' | 'missing' | 'unknown' {
  if (!secrets.known) return 'unknown'
  const found = secrets.value.find(({ secret }) => secret === name)
  if (!found) return 'missing'
  return found.encrypted ? 'present' : 'in clear'
}
