/** Contact topics: one topic for each contact that AWS itself can reach, with its addresses subscribed. */
import { type ITopicSubscription, SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription, SmsSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { ContactSettings } from '../domain/settings/sections/contact-settings.ts'
import { contactsWithTopic } from '../domain/settings/sections/contact-settings.ts'
import { CHANNEL_ATTRIBUTE, SMS_CHANNEL } from '../names/message-attributes.ts'
import { topicName } from '../names/resources.ts'
import type { VantageScope } from './vantage-scope.ts'

/**
 * Every address that is subscribed here by e-mail or https must be confirmed here.
 *
 * Not encrypted at rest, though each message takes TLS: a key would be one more thing that every page needs. That of
 * AWS for SNS comes into being only with the first use of it, and an account that has none is told so by the first
 * page. What SNS keeps for the moment until it delivers goes out by e-mail and SMS in clear. (The rules of cdk-nag 3
 * ask for no encryption of topics, so there is nothing to acknowledge.)
 */
export function addContactTopics({ stack, settings }: VantageScope): void {
  for (const contact of contactsWithTopic(settings)) {
    const topic = new Topic(stack, `To-${contact.id}`, {
      topicName: topicName(settings.name, contact.id),
      displayName: 'Watchfire',
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
