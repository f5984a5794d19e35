/** SNS topics: what one Region says of the topics of an installation and of those who are subscribed to them. */
import {
  GetSubscriptionAttributesCommand,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
  type Subscription,
} from '@aws-sdk/client-sns'
import type { RegionFacts, TopicOf } from '../../tools/doctor/doctor-facts.ts'
import { awsAnswer } from './aws-answer.ts'
import { allPages, type SnsReader } from './sns-reader.ts'

/** `wanted`: the topics asked for, by name. */
export async function topicFacts(
  sns: SnsReader,
  wanted: ReadonlyMap<string, TopicOf>,
): Promise<RegionFacts['topics']> {
  const arns = await awsAnswer(async () => {
    const pages = paginateListTopics(sns, {}, { abortSignal: sns.signal })
    return await allPages(pages, ({ Topics }) => (Topics ?? []).flatMap(({ TopicArn }) => TopicArn ?? []))
  })
  if (!arns.known) return arns
  const ours = arns.value.flatMap((arn) => {
    const of = wanted.get(arn.slice(arn.lastIndexOf(':') + 1))
    return of === undefined ? [] : [{ of, arn }]
  })
  const topics = []
  // One after the other: SNS takes few of these a second.
  for (const { of, arn } of ours) topics.push({ of, subscriptions: await subscriptionsOf(sns, arn) })
  return { known: true, value: topics }
}

type SubscriptionsAnswer = Extract<RegionFacts['topics'], { known: true }>['value'][number]['subscriptions']

function subscriptionsOf(sns: SnsReader, TopicArn: string): Promise<SubscriptionsAnswer> {
  return awsAnswer(async () => {
    const pages = paginateListSubscriptionsByTopic(sns, { TopicArn }, { abortSignal: sns.signal })
    const found = await allPages(pages, (page) => page.Subscriptions ?? [])
    const facts = []
    for (const one of found) facts.push(await subscriptionFacts(sns, one))
    return facts
  })
}

/** What has no ARN yet says in its place how it stands. */
async function subscriptionFacts(
  sns: SnsReader,
  { Protocol = '', Endpoint = '', SubscriptionArn = '' }: Subscription,
) {
  const state = SubscriptionArn.startsWith('arn:') ? 'confirmed' : (UNCONFIRMED[SubscriptionArn] ?? 'deleted')
  const isAsked = state === 'confirmed' && Protocol === 'email'
  const endedBy = isAsked ? await endedByOf(sns, SubscriptionArn) : 'not-asked'
  return { protocol: Protocol, address: Endpoint, state, endedBy } as const
}

const UNCONFIRMED: Readonly<Record<string, 'pending' | 'deleted'>> = {
  PendingConfirmation: 'pending',
  'Pending confirmation': 'pending',
  Deleted: 'deleted',
}

function endedByOf({ client, signal }: SnsReader, SubscriptionArn: string) {
  return awsAnswer(async () => {
    const command = new GetSubscriptionAttributesCommand({ SubscriptionArn })
    const { Attributes } = await client.send(command, { abortSignal: signal })
    return Attributes?.ConfirmationWasAuthenticated === 'true' ? 'the account' : 'anybody'
  })
}
