/** Contact topics: one topic for each contact that AWS itself can reach, with its addresses subscribed. */
import { Alias } from 'aws-cdk-lib/aws-kms'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription, SmsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { contactsWithTopic } from '../domain/settings/topics.ts'
import { topicName } from '../names/resources.ts'
import type { Site } from './site.ts'

/** Every address that is subscribed here by e-mail must be confirmed here. */
export function addContactTopics({ stack, settings }: Site): void {
  const contacts = contactsWithTopic(settings)
  if (contacts.length === 0) return
  // With the key of AWS for SNS, whoever may publish in this account may use it.
  const masterKey = Alias.fromAliasName(stack, 'SnsKey', 'alias/aws/sns')
  for (const { id, email, sms } of contacts) {
    const topic = new Topic(stack, `To-${id}`, {
      topicName: topicName(settings.name, id),
      displayName: 'Watchfire',
      masterKey,
      enforceSSL: true,
    })
    if (email !== undefined) topic.addSubscription(new EmailSubscription(email))
    if (sms !== undefined) topic.addSubscription(new SmsSubscription(sms))
  }
}
