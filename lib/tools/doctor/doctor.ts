/** Doctor: everything that would keep a page from arriving, worked out of what was found here and in the account. */
import { clockComplaints } from './clock-agreement.ts'
import { concurrencyComplaints } from './concurrency.ts'
import { type DoctorComplaint, defect } from './doctor-complaint.ts'
import type { DoctorFacts } from './doctor-facts.ts'
import {
  heartbeatComplaints,
  hostComplaints,
  pagingRegionComplaints,
  vantageComplaints,
} from './far-apart.ts'
import {
  certificatesHereComplaints,
  headComplaints,
  networkComplaints,
  questionComplaints,
  reachComplaints,
  referenceComplaints,
  secretHereComplaints,
} from './look-checks.ts'
import { secretComplaints } from './region-secrets.ts'
import { textingComplaints } from './texting.ts'
import { alarmMailboxComplaints, contactComplaints, oneChannelComplaints } from './told-contacts.ts'
import { alarmComplaints, topicComplaints } from './topic-checks.ts'
import { stepComplaints } from './unheard-steps.ts'

/** What is wrong first, then what could not be looked at; each in the order in which a page travels back to a node. */
export function complaintsOf(facts: DoctorFacts): readonly DoctorComplaint[] {
  const all = CHECKS_IN_ORDER.flatMap((check) => check(facts))
  return all.toSorted((a, b) => Number(a.state !== 'defect') - Number(b.state !== 'defect'))
}

const CHECKS_IN_ORDER: readonly ((facts: DoctorFacts) => readonly DoctorComplaint[])[] = [
  contactComplaints,
  stepComplaints,
  oneChannelComplaints,
  topicComplaints,
  textingComplaints,
  secretComplaints,
  concurrencyComplaints,
  alarmMailboxComplaints,
  alarmComplaints,
  heartbeatComplaints,
  pagingRegionComplaints,
  vantageComplaints,
  settingsComplaints,
  secretHereComplaints,
  certificatesHereComplaints,
  reachComplaints,
  questionComplaints,
  networkComplaints,
  clockComplaints,
  headComplaints,
  referenceComplaints,
  hostComplaints,
]

/** What reading the settings warns of, such as a data centre without anybody who answers at night. */
function settingsComplaints({ warnings }: DoctorFacts): readonly DoctorComplaint[] {
  return warnings.map(({ file, line, column, message }) =>
    defect('settings', `${file}:${line}:${column}`, {
      says: `${message}.`,
      mend: 'Change it there; docs/settings.md explains every key.',
    }),
  )
}
