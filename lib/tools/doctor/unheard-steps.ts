/** Unheard steps: escalation steps of which nobody would hear, by what the account says of every channel. */
import { writeSubject } from '../../domain/kinds/subject.ts'
import { channelsOf, oneOf } from './contact-channels.ts'
import { type DoctorComplaint, defect } from './doctor-complaint.ts'
import type { DoctorFacts, Protocol, RegionFacts } from './doctor-facts.ts'
import { pagingRegions } from './topic-checks.ts'

/** A rotation must be reached whoever has the turn; what is not known counts as working. */
export function stepComplaints(facts: DoctorFacts): readonly DoctorComplaint[] {
  const { settings } = facts
  return (['critical', 'warning'] as const).flatMap((severity) =>
    settings.escalation[severity].steps.flatMap(({ notify }, index) => {
      const people = notify.map((name) => oneOf(name, settings))
      if (notify.length === 0 || people.some((each) => each.every(({ id }) => !isDeaf(id, facts)))) return []
      const deaf = people.flatMap((each) => each.filter(({ id }) => isDeaf(id, facts))).map(({ id }) => id)
      const when = people.every((each) => each.every(({ id }) => deaf.includes(id)))
        ? ''
        : ' when the turn is theirs'
      return [
        defect('step-reaches-nobody', `escalation.${severity}.steps[${index}]`, {
          says: `Step ${index + 1} of ${severity} reaches nobody${when}: no channel of ${[...new Set(deaf)].join(', ')} works in any paging Region.`,
          mend: 'Mend a channel of theirs, or put somebody else into the step as well.',
        }),
      ]
    }),
  )
}

/** No channel of the contact works in any paging Region, for certain. */
function isDeaf(id: string, facts: DoctorFacts): boolean {
  const contact = facts.settings.contacts.find((one) => one.id === id)
  const regions = pagingRegions(facts)
  if (contact === undefined || regions.length === 0) return false
  return channelsOf(contact).every(({ by, address }) => {
    if (by === 'webhook') return false
    return regions.every((region) => isBroken({ id, by, address }, region))
  })
}

interface ContactLine {
  readonly id: string
  readonly by: Protocol
  readonly address: string
}

function isBroken(line: ContactLine, region: RegionFacts): boolean {
  return isUnsubscribed(line, region) || (line.by === 'sms' && isUntextable(line.address, region))
}

function isUnsubscribed({ id, by, address }: ContactLine, { topics }: RegionFacts): boolean {
  if (!topics.known) return false
  const topic = topics.value.find(({ of }) => of === writeSubject({ about: 'contact', name: id }))
  if (topic === undefined) return true
  const { subscriptions } = topic
  return (
    subscriptions.known &&
    !subscriptions.value.some(
      (one) =>
        one.state === 'confirmed' &&
        one.protocol === by &&
        one.address.toLowerCase() === address.toLowerCase(),
    )
  )
}

function isUntextable(phone: string, { texting }: RegionFacts): boolean {
  if (texting === 'not-needed') return false
  const { inSandbox, verified, optedOut } = texting
  const isShutOut = inSandbox.known && inSandbox.value && verified.known && !verified.value.includes(phone)
  return isShutOut || optedOut.some((one) => one.phone === phone && one.isOut.known && one.isOut.value)
}
