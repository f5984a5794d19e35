/** Resource limits: how many contacts the stack of a Region can hold, for CloudFormation takes no more than 500 resources. */
import { type KeyProblem, problemAt } from '../domain/settings/key-problem.ts'
import { at, items, texts, type ValueAt } from '../domain/settings/value-at.ts'

const RESOURCES_MAX = 500

/** All that a paging Region has beside its contacts, with a VPC, a dashboard, and policies that are cut into several. */
export const OTHER_RESOURCES_MAX = 40

/** At the first contact that has no room left. */
export function contactComplaints(contacts: ValueAt): readonly KeyProblem[] {
  const all = items(contacts)
  const over = all.findIndex(
    (_, index) => resourcesOf(all.slice(0, index + 1)) > RESOURCES_MAX - OTHER_RESOURCES_MAX,
  )
  if (over === -1) return []
  const { path } = all[over]!
  const says = `is one too many, expected contacts that come to ${RESOURCES_MAX - OTHER_RESOURCES_MAX} resources of a stack at most`
  const counted =
    'a topic with its policy is 2, each email, sms and https 1 more, each address of an email 1 for the alarms'
  return [problemAt(path, `${says} (${counted}); these are ${resourcesOf(all)}`)]
}

/** A topic with its policy and its subscriptions for each contact, and a subscription to the alarms for each address. */
function resourcesOf(contacts: readonly ValueAt[]): number {
  const subscriptions = contacts.map(
    (contact) => CHANNELS.flatMap((channel) => texts(at(contact, channel))).length,
  )
  const topics = subscriptions.filter((count) => count > 0).length
  const addresses = new Set(
    contacts.flatMap((contact) => texts(at(contact, 'email')).map(({ value }) => value)),
  )
  return 2 * topics + subscriptions.reduce((sum, count) => sum + count, 0) + addresses.size
}

const CHANNELS = ['email', 'sms', 'https'] as const
