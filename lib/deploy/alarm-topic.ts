/** Alarm topic: where the alarms on our own watching go, and whom AWS tells of them without any code of ours. */
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { alarmTopicName } from '../names/resources.ts'
import type { VantageScope } from './vantage-scope.ts'

/** An alarm can only reach a topic of its own Region, so everybody confirms an e-mail in every Region. */
export function addAlarmTopic({ stack, settings }: VantageScope): Topic {
  const topic = new Topic(stack, 'AlarmTopic', {
    topicName: alarmTopicName(settings.name),
    displayName: 'Watchfire alarms',
    // Not encrypted, like the topics of contacts: CloudWatch would need a grant on the key, and is refused in silence.
    enforceSSL: true,
  })
  // A topic with a policy of its own has lost the one that let CloudWatch in.
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AllowAlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  )
  const addresses = new Set(settings.contacts.flatMap(({ email }) => (email === undefined ? [] : [email])))
  for (const address of addresses) topic.addSubscription(new EmailSubscription(address))
  return topic
}
