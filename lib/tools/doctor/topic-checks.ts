/** Topic checks: whether every contact has its topic in each paging Region, with every address subscribed and confirmed. */
import { readSubject, writeSubject } from '../../domain/kinds/subject.ts'
import { mailboxesOf, subscribedOf } from './contact-channels.ts'
import { couldNotLook, type DoctorCheck, type DoctorComplaint, defect } from './doctor-complaint.ts'
import type { DoctorFacts, Protocol, RegionFacts, TopicOf } from './doctor-facts.ts'

export function topicComplaints(facts: DoctorFacts): readonly DoctorComplaint[] {
  return [...pagingRegions(facts).flatMap((region) => regionComplaints(facts, region))]
}

/** The alarms of a Region can only tell a topic of that Region. */
export function alarmComplaints(facts: DoctorFacts): readonly DoctorComplaint[] {
  const { account, settings } = facts
  if (account === 'not-asked') return []
  const wanted = mailboxesOf(settings).map((address) => ({ by: 'email' as const, address }))
  return account.flatMap((region): readonly DoctorComplaint[] => {
    if (wanted.length === 0 || (!region.topics.known && settings.pagingRegions.includes(region.region)))
      return []
    const about: TopicWanted = { check: 'alarm', subject: `alarms in ${region.region}`, of: 'alarms', wanted }
    return region.topics.known ? topicOf(region, about) : [cannotList('alarm', region, region.topics.because)]
  })
}

/** Those that page, as far as anybody asked them. */
export function pagingRegions({ account, settings }: DoctorFacts): readonly RegionFacts[] {
  return account === 'not-asked'
    ? []
    : account.filter(({ region }) => settings.pagingRegions.includes(region))
}

function regionComplaints({ settings }: DoctorFacts, region: RegionFacts): readonly DoctorComplaint[] {
  if (!region.topics.known) return [cannotList('topic', region, region.topics.because)]
  return settings.contacts.flatMap((contact) => {
    const wanted = subscribedOf(contact)
    if (wanted.length === 0) return []
    const of = writeSubject({ about: 'contact', name: contact.id })
    return topicOf(region, { check: 'subscription', subject: `${of} in ${region.region}`, of, wanted })
  })
}

function cannotList(check: DoctorCheck, { region }: RegionFacts, because: string): DoctorComplaint {
  return couldNotLook(check, `region:${region}`, { what: `list the topics of SNS in ${region}`, because })
}

/** What one topic is to have. */
interface TopicWanted {
  readonly check: 'subscription' | 'alarm'
  readonly subject: string
  readonly of: TopicOf
  readonly wanted: readonly { readonly by: Protocol; readonly address: string }[]
}

function sayTopic(of: TopicOf): string {
  const parts = of === 'alarms' ? { name: of } : readSubject(of)
  return 'name' in parts ? parts.name : parts.about
}

function topicOf({ region, topics }: RegionFacts, about: TopicWanted): readonly DoctorComplaint[] {
  const { check, subject, of, wanted } = about
  const topic = topics.known ? topics.value.find((one) => one.of === of) : undefined
  if (topic === undefined)
    return [
      defect(check === 'alarm' ? 'alarm' : 'topic', subject, {
        says: `There is no topic for ${sayTopic(of)} in ${region}.`,
        mend: 'Deploy with these settings: npx cdk deploy --all.',
      }),
    ]
  const { subscriptions } = topic
  if (!subscriptions.known)
    return [
      couldNotLook(check, subject, {
        what: `list the subscriptions of ${sayTopic(of)} in ${region}`,
        because: subscriptions.because,
      }),
    ]
  return wanted.flatMap(({ by, address }) => {
    const found = subscriptions.value.filter((one) => one.protocol === by && isSame(one.address, address))
    return addressComplaints(about, `${ADDRESS_WORDS[by]} ${address}`, found)
  })
}

/** Whoever signed up twice is told if one of the two is confirmed. */
function addressComplaints(
  about: TopicWanted,
  address: string,
  found: Subscriptions,
): readonly DoctorComplaint[] {
  const { check, subject } = about
  const confirmed = found.filter(({ state }) => state === 'confirmed')
  if (confirmed.length > 0) return confirmed.flatMap((one) => endingComplaints(about, address, one))
  const [first] = found
  if (first === undefined)
    return [
      defect(check, subject, {
        says: `${address} is not subscribed there.`,
        mend: 'Take it out of the settings, deploy, put it back, deploy: a deployment makes it anew.',
      }),
    ]
  const isPending = first.state === 'pending'
  return [
    defect(check, subject, {
      says: `${address} is ${isPending ? 'subscribed, but has not been confirmed' : 'deleted'}, so nothing is sent to it.`,
      mend: isPending
        ? 'Confirm it signed, as section 6 of docs/deploy.md says; after three days it must be made anew.'
        : 'Take it out of the settings, deploy, put it back, deploy, and confirm it signed.',
    }),
  ]
}

type Subscriptions = Extract<
  Extract<RegionFacts['topics'], { known: true }>['value'][number]['subscriptions'],
  { known: true }
>['value']

function endingComplaints(
  { subject }: TopicWanted,
  address: string,
  { endedBy }: Subscriptions[number],
): readonly DoctorComplaint[] {
  if (endedBy === 'not-asked') return []
  if (!endedBy.known)
    return [
      couldNotLook('unsubscribe', subject, {
        what: `read how ${address} was confirmed`,
        because: endedBy.because,
      }),
    ]
  if (endedBy.value === 'the account') return []
  return [
    defect('unsubscribe', subject, {
      says: `${address} was confirmed without a signature: whoever follows the link in a mail, a scanner too, ends it.`,
      mend: 'Make the subscription anew, and confirm it signed, as section 6 of docs/deploy.md says.',
    }),
  ]
}

/** Of an address of e-mail nobody minds the case. */
function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

const ADDRESS_WORDS: Readonly<Record<Protocol, string>> = {
  email: 'The e-mail',
  sms: 'The phone',
  https: 'The address',
}
