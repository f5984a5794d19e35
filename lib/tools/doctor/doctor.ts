/** Doctor: everything that would keep a page from arriving, worked out of what was found here and in the account. */
import { clockComplaints } from './clocks.ts'
import { type Complaint, defect } from './complaint.ts'
import type { DoctorFacts } from './facts.ts'
import {
  headComplaints,
  networkComplaints,
  questionComplaints,
  reachComplaints,
  referenceComplaints,
  secretHereComplaints,
} from './nodes.ts'
import { alarmMailboxComplaints, contactComplaints, oneChannelComplaints } from './people.ts'
import { heartbeatComplaints, hostComplaints, pagingRegionComplaints, vantageComplaints } from './places.ts'
import { secretComplaints } from './secrets.ts'
import { stepComplaints } from './steps.ts'
import { textingComplaints } from './texting.ts'
import { alarmComplaints, topicComplaints } from './topics.ts'

/** What is wrong first, then what could not be looked at; each in the order in which a page travels back to a node. */
export function complaintsOf(facts: DoctorFacts): readonly Complaint[] {
  const all = CHECKS_IN_ORDER.flatMap((check) => check(facts))
  return all.toSorted((a, b) => Number(a.state !== 'defect') - Number(b.state !== 'defect'))
}

const CHECKS_IN_ORDER: readonly ((facts: DoctorFacts) => readonly Complaint[])[] = [
  contactComplaints,
  stepComplaints,
  oneChannelComplaints,
  topicComplaints,
  textingComplaints,
  secretComplaints,
  alarmMailboxComplaints,
  alarmComplaints,
  heartbeatComplaints,
  pagingRegionComplaints,
  vantageComplaints,
  settingsComplaints,
  secretHereComplaints,
  reachComplaints,
  questionComplaints,
  networkComplaints,
  clockComplaints,
  headComplaints,
  referenceComplaints,
  hostComplaints,
]

/** What reading the settings warns of, such as a data centre without anybody who answers at night. */
function settingsComplaints({ warnings }: DoctorFacts): readonly Complaint[] {
  return warnings.map(({ file, line, column, message }) =>
    defect('settings', `${file}:${line}:${column}`, {
      says: `${message}.`,
      mend: 'Change it there; docs/settings.md explains every key.',
    }),
  )
}
