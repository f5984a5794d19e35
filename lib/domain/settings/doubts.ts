/** Doubts: what the settings may say and what will yet be missed one night, each at its place. */

import { type Complaint, complain } from './complaint.ts'
import { DEFAULTS } from './defaults.ts'
import type { ContactSettings, Settings } from './settings.ts'

export function doubts(settings: Settings): readonly Complaint[] {
  return [
    ...silentDataCenters(settings),
    ...unusedPeople(settings),
    ...lonePhones(settings),
    ...endlessMaintenance(settings),
  ]
}

function silentDataCenters({ dataCenters }: Settings): readonly Complaint[] {
  return dataCenters.flatMap(({ contacts }, index) =>
    contacts.some(({ direct }) => direct)
      ? []
      : [
          complain(
            ['dataCenters', index],
            'has no contact with direct: true, expected one who answers at any hour',
          ),
        ],
  )
}

/** Contacts that no step reaches, by name or by rotation, and rotations that no step names. */
function unusedPeople(settings: Settings): readonly Complaint[] {
  const { contacts, rotations, escalation } = settings
  const named = [escalation.critical, escalation.warning].flatMap(({ steps }) =>
    steps.flatMap(({ notify }) => notify),
  )
  const reached = named.flatMap((name) => everyoneIn(name, settings))
  return [
    ...contacts.flatMap(({ id }, index) =>
      reached.includes(id)
        ? []
        : [complain(['contacts', index], 'is reached by no step of escalation, expected one that names it')],
    ),
    ...rotations.flatMap(({ id }, index) =>
      named.includes(id)
        ? []
        : [complain(['rotations', index], 'is named by no step of escalation, expected one that does')],
    ),
  ]
}

/** A phone can be off, out of reach or out of battery, and then nobody else hears of what is critical. */
function lonePhones(settings: Settings): readonly Complaint[] {
  const names = new Set(settings.escalation.critical.steps.flatMap(({ notify }) => notify))
  if (names.size !== 1) return []
  const alone = [...names].flatMap((name) => everyoneIn(name, settings))
  return settings.contacts.flatMap((contact, index) =>
    alone.includes(contact.id) && isPhoneOnly(contact)
      ? [
          complain(
            ['contacts', index],
            'is a phone (sms) that may be the only one told of what is critical, expected email, https or webhook as well, or others in the steps',
          ),
        ]
      : [],
  )
}

function isPhoneOnly({ sms, email, https, webhook }: ContactSettings): boolean {
  return sms !== undefined && email === undefined && https === undefined && webhook === undefined
}

function endlessMaintenance({ maintenance }: Settings): readonly Complaint[] {
  return maintenance.flatMap(({ when }, index) =>
    when.every === 'week' && when.lengthMs >= DEFAULTS.maintenanceBounds.maxMs
      ? [
          complain(
            ['maintenance', index],
            'covers the whole week, every week, expected some time in which incidents are told',
          ),
        ]
      : [],
  )
}

/** The contacts that a contact or a rotation stands for at one time or another. */
function everyoneIn(name: string, { rotations }: Pick<Settings, 'rotations'>): readonly string[] {
  return rotations.find(({ id }) => id === name)?.people ?? [name]
}
