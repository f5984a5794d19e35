/** Doctor complaint: one thing that would keep a page from arriving, or that could not be looked at, with its mend. */

/** Every check, with what it takes besides the settings and in which words it is listed. */
export const CHECKS = {
  settings: { needs: 'settings', says: 'what the settings allow and will be missed one night' },
  contacts: { needs: 'settings', says: 'somebody is told at all' },
  'one-channel': { needs: 'settings', says: 'critical incidents have more than one channel' },
  heartbeat: { needs: 'settings', says: 'somebody outside notices when Watchfire itself is gone' },
  'one-vantage': { needs: 'settings', says: 'more than one vantage, and not all in one part of the world' },
  'one-paging-region': {
    needs: 'settings',
    says: 'more than one Region that pages, and not next to another',
  },
  'one-host': { needs: 'settings', says: 'nodes that stand in for one another are not behind one host' },
  references: { needs: 'here', says: 'references are there, and answer' },
  'secret-here': {
    needs: 'here',
    says: 'secrets that a look from this machine needs are in its environment',
  },
  'certificates-here': {
    needs: 'here',
    says: 'the environment here does not tell programs to check no certificates',
  },
  'node-reach': { needs: 'here', says: 'every node answers this machine' },
  'node-questions': { needs: 'here', says: 'every node answers the questions that the rules need' },
  'node-network': { needs: 'here', says: 'every node is on the network that the settings name' },
  'node-head': { needs: 'here', says: 'no head is old or from the future by our clock' },
  clock: { needs: 'here', says: "this machine's clock agrees with the nodes' and AWS's" },
  secret: { needs: 'aws', says: 'every secret and the key that signs links are in each vantage, encrypted' },
  topic: { needs: 'aws', says: 'SNS answers in each paging Region, and every contact has its topic there' },
  subscription: { needs: 'aws', says: 'every address is subscribed and confirmed' },
  unsubscribe: { needs: 'aws', says: 'no e-mail can be unsubscribed by whoever follows its link' },
  'sms-sandbox': { needs: 'aws', says: 'every phone is verified where the account is in the SMS sandbox' },
  'sms-spend': { needs: 'aws', says: 'the monthly limit for SMS is more than that of a new account' },
  'sms-type': { needs: 'aws', says: 'SMS are sent as transactional' },
  'sms-origination': { needs: 'aws', says: 'there is a number to send from where the country asks for one' },
  'sms-opt-out': { needs: 'aws', says: 'no phone has opted out' },
  'step-reaches-nobody': { needs: 'aws', says: 'every step has somebody with a channel that works' },
  concurrency: {
    needs: 'aws',
    says: 'the account may run enough functions at once for a flood of the desk to leave room for looks',
  },
  alarm: { needs: 'aws', says: "the alarms on Watchfire's own work reach somebody in each vantage" },
} as const satisfies Readonly<Record<string, { readonly needs: Needs; readonly says: string }>>

type Needs = 'settings' | 'here' | 'aws'

export type DoctorCheck = keyof typeof CHECKS

export interface DoctorComplaint {
  readonly check: DoctorCheck
  /** We looked and it is wrong, or we could not look and know nothing of it. */
  readonly state: 'defect' | 'could-not-look'
  /** `node:a`, `contact:oncall-a in eu-central-1`, `secret:bn1-token`, `settings`. */
  readonly subject: string
  /** A sentence: what was found. */
  readonly says: string
  /** A sentence: what to do about it. */
  readonly mend: string
}

/** What AWS was asked and said, or why it did not answer. */
export type AwsAnswer<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly because: string }

export function defect(check: DoctorCheck, subject: string, { says, mend }: Words): DoctorComplaint {
  return { check, state: 'defect', subject, says, mend }
}

interface Words {
  readonly says: string
  readonly mend: string
}

/** `what`: the end of "Cannot …". */
export function couldNotLook(
  check: DoctorCheck,
  subject: string,
  { what, because }: { readonly what: string; readonly because: string },
): DoctorComplaint {
  return {
    check,
    state: 'could-not-look',
    subject,
    says: `Cannot ${what}: ${because}.`,
    mend: mendOf(because),
  }
}

/** By the names of errors that AWS gives. */
function mendOf(because: string): string {
  if (/credential|expired ?token|invalidclienttoken|unrecognizedclient|sso/i.test(because))
    return 'Get credentials of the account (aws sso login, AWS_PROFILE), and run doctor again.'
  if (/accessdenied|authorization|not authorized/i.test(because))
    return 'Let whoever runs doctor read it; docs/doctor.md has the policy.'
  return 'Run doctor again; if it stays so, check that the Region is enabled, healthy, and reachable from here.'
}
