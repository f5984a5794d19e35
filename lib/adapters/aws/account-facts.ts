/** Account facts: what every Region of a deployment says of its secrets, topics, text messages and functions, for doctor. */
import { writeSubject } from '../../domain/kinds/subject.ts'

import { phonesOf } from '../../domain/settings/sections/contact-settings.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { alarmTopicName, topicName } from '../../names/resources.ts'
import type { Clock } from '../../ports.ts'
import type { RegionFacts, TopicOf } from '../../tools/doctor/doctor-facts.ts'
import { awsAnswer } from './aws-answer.ts'
import { concurrencyIn } from './concurrency-facts.ts'
import { snsFacts } from './sns-facts.ts'
import { ssmParameters } from './ssm-parameters.ts'

/** All Regions at once; one that does not answer hides nothing of the others. */
export async function accountFacts(
  settings: Settings,
  clock: Pick<Clock, 'now'>,
): Promise<readonly RegionFacts[]> {
  return await Promise.all(settings.vantages.map(({ name }) => regionFacts(settings, name, clock)))
}

async function regionFacts(
  settings: Settings,
  region: string,
  clock: Pick<Clock, 'now'>,
): Promise<RegionFacts> {
  const pages = settings.pagingRegions.includes(region)
  const [secrets, concurrency, sns] = await Promise.all([
    secretsIn(region, settings.name),
    concurrencyIn(region),
    snsFacts({
      region,
      clock,
      wanted: topicsWanted(settings, pages),
      phones: pages ? phonesOf(settings) : [],
    }),
  ])
  return { region, secrets, concurrency, ...sns }
}

async function secretsIn(region: string, installation: string): Promise<RegionFacts['secrets']> {
  const parameters = ssmParameters({ region, installation })
  try {
    return await awsAnswer(() => parameters.list())
  } finally {
    parameters.close()
  }
}

function topicsWanted({ name, contacts }: Settings, pages: boolean): ReadonlyMap<string, TopicOf> {
  const toContacts = contacts.map(
    ({ id }) => [topicName(name, id), writeSubject({ about: 'contact', name: id })] as const,
  )
  return new Map<string, TopicOf>([[alarmTopicName(name), 'alarms'], ...(pages ? toContacts : [])])
}
