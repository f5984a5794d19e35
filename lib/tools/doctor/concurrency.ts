/** Concurrency: whether an account may run enough functions at once for a flood of the desk to leave room for looks. */
import { couldNotLook, type DoctorComplaint, defect } from './doctor-complaint.ts'
import type { DoctorFacts, RegionFacts } from './doctor-facts.ts'

/** Watchfire itself takes five at most; a new account has ten for everything, an older one a thousand. */
const CONCURRENT_MIN = 100

export function concurrencyComplaints({ account }: DoctorFacts): readonly DoctorComplaint[] {
  return account === 'not-asked' ? [] : account.flatMap(complaintsIn)
}

function complaintsIn({ region, concurrency }: RegionFacts): readonly DoctorComplaint[] {
  const subject = `region:${region}`
  if (!concurrency.known) {
    const { because } = concurrency
    return [couldNotLook('concurrency', subject, { what: `read the limits of Lambda in ${region}`, because })]
  }
  if (concurrency.value >= CONCURRENT_MIN) return []
  return [
    defect('concurrency', subject, {
      says: `The account may run ${concurrency.value} functions at once in ${region}, and whoever calls the desk takes from them: a flood of calls keeps looks and judges waiting.`,
      mend: `Ask for more in ${region}: Service Quotas, AWS Lambda, Concurrent executions; ${CONCURRENT_MIN} are enough.`,
    }),
  ]
}
