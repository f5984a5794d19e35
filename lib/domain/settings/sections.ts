/** Sections: the whole settings file, put together from its sections in the order in which people are told of its keys. */
import type { z } from 'zod'
import { crossProblems, unheardPeople } from './cross-sections.ts'
import type { KeyProblem } from './key-problem.ts'
import type { NamedFiles, SectionChecks } from './section.ts'
import { addressesSection } from './sections/address-settings.ts'
import { contactsSection } from './sections/contact-settings.ts'
import { dataCentersSection } from './sections/data-center-settings.ts'
import { drillSection } from './sections/drill-settings.ts'
import { escalationSection } from './sections/escalation-settings.ts'
import { heartbeatSection } from './sections/heartbeat-settings.ts'
import { maintenanceSection } from './sections/maintenance-settings.ts'
import { networkSection } from './sections/network-settings.ts'
import { nodesSection } from './sections/node-settings.ts'
import { noticesSection } from './sections/notice-settings.ts'
import { referencesSection } from './sections/reference-settings.ts'
import { rotationsSection } from './sections/rotation-settings.ts'
import { thresholdsSection } from './sections/threshold-settings.ts'
import { validatorsSection } from './sections/validator-settings.ts'
import { vantagesSection } from './sections/vantage-settings.ts'
import type { Settings } from './settings.ts'
import { closed } from './shapes.ts'
import type { ValueAt } from './value-at.ts'

/** Used to read, and for editors; it validates only, and fills nothing in. */
export const settingsShape = closed(
  {
    ...networkSection.keys(),
    ...vantagesSection.keys(),
    ...dataCentersSection.keys(),
    ...nodesSection.keys(),
    ...referencesSection.keys(),
    ...validatorsSection.keys(),
    ...contactsSection.keys(),
    ...rotationsSection.keys(),
    ...escalationSection.keys(),
    ...maintenanceSection.keys(),
    ...heartbeatSection.keys(),
    ...drillSection.keys(),
    ...thresholdsSection.keys(),
    ...addressesSection.keys(),
    ...noticesSection.keys(),
  },
  'a map with network, vantages and nodes',
).meta({ title: 'Watchfire settings', description: 'watchfire.yaml' })

/** The settings as written, once their shape has let them through. */
type WrittenSettings = z.infer<typeof settingsShape>

/** Expects settings that have passed every check. */
export function resolveSettings(written: WrittenSettings, files: NamedFiles): Settings {
  return {
    ...networkSection.resolve(written),
    ...vantagesSection.resolve(written),
    ...dataCentersSection.resolve(written),
    ...nodesSection.resolve(written, files),
    ...referencesSection.resolve(written, files),
    ...validatorsSection.resolve(written),
    ...contactsSection.resolve(written),
    ...rotationsSection.resolve(written),
    ...escalationSection.resolve(written),
    ...maintenanceSection.resolve(written),
    ...heartbeatSection.resolve(written),
    ...drillSection.resolve(written),
    ...thresholdsSection.resolve(written),
    ...addressesSection.resolve(written),
    ...noticesSection.resolve(written),
  }
}

const SECTIONS: readonly SectionChecks<Settings>[] = [
  networkSection,
  vantagesSection,
  dataCentersSection,
  nodesSection,
  referencesSection,
  validatorsSection,
  contactsSection,
  rotationsSection,
  escalationSection,
  maintenanceSection,
  heartbeatSection,
  drillSection,
  thresholdsSection,
  addressesSection,
  noticesSection,
]

/** What no shape can hold. */
export function settingsProblems(root: ValueAt, files: NamedFiles): readonly KeyProblem[] {
  return [...SECTIONS.flatMap(({ problems }) => problems?.(root, files) ?? []), ...crossProblems(root)]
}

/** What the settings may say and what will yet be missed one night. */
export function settingsDoubts(settings: Settings): readonly KeyProblem[] {
  return [...SECTIONS.flatMap(({ doubts }) => doubts?.(settings) ?? []), ...unheardPeople(settings)]
}
