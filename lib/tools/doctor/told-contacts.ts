/** Told contacts: whether the settings alone let incidents reach somebody, by more than one way. */
import type { Settings } from '../../domain/settings/settings.ts'
import { type Channel, channelsOf, mailboxesOf, oneOf } from './contact-channels.ts'
import { type DoctorComplaint, defect } from './doctor-complaint.ts'
import type { DoctorFacts } from './doctor-facts.ts'

export function contactComplaints({ settings: { contacts } }: DoctorFacts): readonly DoctorComplaint[] {
  if (contacts.length > 0) return []
  return [
    defect('contacts', 'settings', {
      says: 'There are no contacts: nobody is told of any incident.',
      mend: 'Name the people who are on call under contacts.',
    }),
  ]
}

/** One channel as the only way in which a critical incident is told, but for what reading the settings tells already. */
export function oneChannelComplaints({ settings }: DoctorFacts): readonly DoctorComplaint[] {
  const only = onlyChannel(settings)
  if (only === undefined) return []
  return [
    defect('one-channel', 'escalation.critical', {
      says: `Critical incidents may have one channel only, ${sayChannel(only)}: ${RISKS[only.by]}.`,
      mend: 'Put a second person, or the same one by another channel, into a critical step.',
    }),
  ]
}

/** The channel that is the only one of all steps together when the turns of the rotations fall badly. */
function onlyChannel(settings: Settings): Channel | undefined {
  const names = new Set(settings.escalation.critical.steps.flatMap(({ notify }) => notify))
  const people = [...names].map((name) => oneOf(name, settings).map(channelsOf))
  // A phone alone under one name is told with what else is doubtful in the settings.
  const candidates = people.flat(2).filter(({ by }) => by !== 'sms' || names.size > 1)
  return candidates.find((only) =>
    people.every((each) => each.some((channels) => channels.every((channel) => isSame(channel, only)))),
  )
}

function isSame(a: Channel, b: Channel): boolean {
  return a.by === b.by && a.address === b.address
}

function sayChannel({ by, address }: Channel): string {
  return `${CHANNEL_WORDS[by]} ${address}`
}

const CHANNEL_WORDS: Readonly<Record<Channel['by'], string>> = {
  sms: 'the phone',
  email: 'the e-mail',
  https: 'the address',
  webhook: 'the webhook',
}

const RISKS: Readonly<Record<Channel['by'], string>> = {
  sms: 'a carrier that loses it, or a phone that is off, loses the page',
  email: 'it wakes nobody, and a full mailbox or a filter loses the page',
  https: 'when what answers there is down, nobody is told',
  webhook: 'when that service is down, nobody is told',
}

/** The alarms on our own work are told by e-mail, without any of our code. */
export function alarmMailboxComplaints({ settings, account }: DoctorFacts): readonly DoctorComplaint[] {
  if (account === 'not-asked' || settings.contacts.length === 0 || mailboxesOf(settings).length > 0) return []
  return [
    defect('alarm', 'settings', {
      says: 'No contact has an e-mail: the alarms that tell of functions that fail or fall silent reach nobody.',
      mend: 'Give at least one contact an e-mail.',
    }),
  ]
}
