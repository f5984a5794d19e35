/** Webhook settings: a machine that Watchfire itself calls for a contact, by what it understands. */
import { z } from 'zod'
import { either } from '../../text/lists.ts'
import type { SecretText } from '../../text/secret-text.ts'
import { closed, secret } from '../shapes.ts'
import { url, webhookUrl } from '../url-shapes.ts'

/**
 * One shape a kind; whatever else a new kind needs, the compiler asks for. In a function like all shapes: made when the
 * file is loaded, they would be in the bundle of every Lambda function.
 */
const shapes = () => [pagerdutyShape(), slackShape(), jsonShape()] as const

export interface WebhookSettings {
  readonly kind: ReturnType<typeof webhookKinds>[number]
  readonly url?: SecretText
  readonly routingKey?: SecretText
}

export function webhookKinds() {
  return shapes().map(({ shape }) => shape.kind.value)
}

export function webhookShape() {
  return z
    .discriminatedUnion('kind', shapes(), { error: `a map whose kind is ${either(webhookKinds())}` })
    .meta({
      description:
        'A machine that is told. It is called only where there is no other channel, or none of them took the message. Its `kind` decides which other keys there are.',
      form: 'map',
      hidden: true,
    })
}

function kindKey<const K extends string>(kind: K) {
  return z.literal(kind).meta({ description: 'Whose words it understands.', form: `\`${kind}\`` })
}

function pagerdutyShape() {
  return closed(
    {
      kind: kindKey('pagerduty'),
      routingKey: secret({ description: 'The integration key of the service.' }),
      url: url({
        description: 'Another events endpoint, such as that of the EU service region.',
        form: 'URL',
      }).exactOptional(),
    },
    'a map with kind, routingKey and url',
  )
}

function slackShape() {
  return closed(
    {
      kind: kindKey('slack'),
      url: webhookUrl(
        { description: 'The incoming webhook.', form: 'secret, or a URL with one in its path' },
        { secretRequired: true },
      ),
    },
    'a map with kind and url',
  )
}

function jsonShape() {
  return closed(
    {
      kind: kindKey('json'),
      url: webhookUrl(
        { description: 'Where the notice is posted to.', form: 'URL or secret' },
        { secretRequired: false },
      ),
    },
    'a map with kind and url',
  )
}
