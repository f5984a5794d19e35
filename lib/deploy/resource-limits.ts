/** Resource limits: how many contacts the stack of a Region can hold, for CloudFormation takes no more than 500 resources. */
import { type KeyProblem, problemAt } from '../domain/settings/key-problem.ts'
import { at, items, texts, type ValueAt } from '../domain/settings/value-at.ts'

const RESOURCES_MAX = 500

/** All that a paging Region has beside its contacts, with a VPC, a dashboard, and policies that are cut into several. */
export const OTHER_RESOURCES_MAX = 40

/** At the first contact that has no room left. */
export function contactComplaints(contacts: ValueAt): readonly KeyProblem[] {
  const all = items(contacts)
  const sums = runningResources(all)
  const over = sums.findIndex((resources) => resources > RESOURCES_MAX - OTHER_RESOURCES_MAX)
  if (over === -1) return []
  const { path } = all[over]!
  const says = `is one too many, expected contacts that come to ${RESOURCES_MAX - OTHER_RESOURCES_MAX} resources of a stack at most`
  const counted =
    'a topic with its policy is 2, each email, sms and https 1 more, each address of an email 1 for the alarms'
  return [problemAt(path, `${says} (${counted}); these are ${sums.at(-1)}`)]
}

/** Up to each contact: a topic with its policy and its subscriptions, and one to the alarms for each address. */
function runningResources(contacts: readonly ValueAt[]): readonly number[] {
  const addresses = new Set<string>()
  let others = 0
  return contacts.map((contact) => {
    const subscriptions = CHANNELS.flatMap((channel) => texts(at(contact, channel))).length
    others += subscriptions === 0 ? 0 : 2 + subscriptions
    for (const { value } of texts(at(contact, 'email'))) addresses.add(value)
    return others + addresses.size
  })
}

const CHANNELS = ['email', 'sms', 'https'] as const
