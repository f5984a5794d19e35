/** Contact topics: one topic for each contact that AWS itself can reach, with its addresses subscribed. */
import { Alias } from 'aws-cdk-lib/aws-kms'
import { type ITopicSubscription, SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription, SmsSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { ContactSettings } from '../domain/settings/sections/contact-settings.ts'
import { contactsWithTopic } from '../domain/settings/sections/contact-settings.ts'
import { CHANNEL_ATTRIBUTE, SMS_CHANNEL } from '../names/message-attributes.ts'
import { topicName } from '../names/resources.ts'
import type { VantageScope } from './vantage-scope.ts'

/** Every address that is subscribed here by e-mail or https must be confirmed here. */
export function addContactTopics({ stack, settings }: VantageScope): void {
  const contacts = contactsWithTopic(settings)
  if (contacts.length === 0) return
  // With the key of AWS for SNS, whoever may publish in this account may use it.
  const masterKey = Alias.fromAliasName(stack, 'SnsKey', 'alias/aws/sns')
  for (const contact of contacts) {
    const topic = new Topic(stack, `To-${contact.id}`, {
      topicName: topicName(settings.name, contact.id),
      displayName: 'Watchfire',
      masterKey,
      enforceSSL: true,
    })
    for (const subscription of subscriptionsOf(contact)) topic.addSubscription(subscription)
  }
}

function subscriptionsOf({ email, sms, https }: ContactSettings): readonly ITopicSubscription[] {
  return [
    ...(email === undefined ? [] : [new EmailSubscription(email)]),
    ...(sms === undefined ? [] : [new SmsSubscription(sms, { filterPolicy: TEXTING })]),
    ...(https === undefined ? [] : [new UrlSubscription(https)]),
  ]
}

/** Text messages alone can be held back: a publish that does not name them reaches the other subscriptions all the same. */
const TEXTING = { [CHANNEL_ATTRIBUTE]: SubscriptionFilter.stringFilter({ allowlist: [SMS_CHANNEL] }) }
