/** People schema: the shape of contacts, rotations and escalation in the settings. */
import { z } from 'zod'
import { DAY_MS, MINUTE_MS } from '../text/time.ts'
import { timeZone, weeklyTime } from './calendar.ts'
import { DEFAULTS } from './defaults.ts'
import {
  closed,
  duration,
  email,
  flag,
  httpsUrl,
  list,
  name,
  secret,
  text,
  url,
  webhookUrl,
} from './leaves.ts'

const aMinuteToADay = { minMs: MINUTE_MS, maxMs: DAY_MS }

const webhook = z
  .discriminatedUnion(
    'kind',
    [
      closed(
        {
          kind: z.literal('pagerduty'),
          routingKey: secret({ description: 'Integration key of the service.' }),
          url: url({
            description: 'Another events endpoint, such as that of the EU service region.',
          }).exactOptional(),
        },
        'a map with kind, routingKey and url',
      ),
      closed(
        {
          kind: z.literal('slack'),
          url: webhookUrl(
            { description: 'The incoming webhook, as ${secret:NAME} or with one in its path.' },
            { secretRequired: true },
          ),
        },
        'a map with kind and url',
      ),
      closed(
        {
          kind: z.literal('json'),
          url: webhookUrl(
            { description: 'Where the notice is posted to; ${secret:NAME} as a whole or in its path.' },
            { secretRequired: false },
          ),
        },
        'a map with kind and url',
      ),
    ],
    { error: 'a map whose kind is pagerduty, slack or json' },
  )
  .meta({ description: 'A machine that is told. Only the one in `kind` decides which other keys there are.' })

/** A person or a machine that is told. */
export const contact = closed(
  {
    id: name({ description: 'Its name in steps and rotations, unique among both.', examples: ['oncall-a'] }),
    email: email({ description: 'An e-mail address.' }).exactOptional(),
    sms: text(/^\+[\s-]*[1-9]([\s-]*\d){6,14}$/, {
      description: 'A telephone number in international form (E.164); spaces and dashes are left out.',
      examples: ['+49 170 1234567'],
      expected: 'a phone number in international form and in quotes, such as "+49 170 1234567"',
    }).exactOptional(),
    https: httpsUrl(
      {
        description: 'An address of yours that AWS posts notices to, once it has confirmed the subscription.',
      },
      { mayHoldSecret: false },
    ).exactOptional(),
    smsLink: flag({
      description: 'Whether text messages hold the link that acknowledges; some carriers filter links.',
      default: DEFAULTS.smsLink,
    }).exactOptional(),
    webhook: webhook.exactOptional(),
  },
  'a map with id and email, sms, https or webhook',
)

/** Contacts who take weekly turns. */
export const rotation = closed(
  {
    id: name({
      description: 'Its name in steps, unique among contacts and rotations.',
      examples: ['primary'],
    }),
    people: list(name({ description: 'The id of a contact.' }), { min: 1, max: 100, of: 'contacts' }).meta({
      description: 'Who takes turns, in this order, a week each.',
    }),
    handover: weeklyTime({
      description: 'Day and time of the weekly handover in `timeZone`.',
      default: DEFAULTS.handover,
    }).exactOptional(),
    timeZone: timeZone().exactOptional(),
  },
  'a map with id, people, handover and timeZone',
)

/** How people are told of incidents of one severity. */
export function policy(severity: 'critical' | 'warning') {
  const standard = DEFAULTS.escalation[severity]
  const repeatsBy = standard.repeatEvery === undefined ? {} : { default: standard.repeatEvery }
  return closed(
    {
      steps: list(
        closed(
          {
            after: duration(
              { minMs: 0, maxMs: DAY_MS },
              {
                description: 'How long after the incident opened.',
                examples: ['5m'],
              },
            ),
            notify: list(name({ description: 'The id of a contact or a rotation.' }), {
              min: 1,
              max: 100,
              of: 'contacts and rotations',
            }).meta({ description: 'Who is told, while nobody has acknowledged.' }),
          },
          'a map with after and notify',
        ),
        { min: 1, max: 20, of: 'steps' },
      )
        .meta({
          description: `Who is told when, each step later than the one before it. Default: every contact after ${standard.after}.`,
        })
        .exactOptional(),
      repeatEvery: duration(aMinuteToADay, {
        description: `How often it is told again until somebody acknowledges.${standard.repeatEvery === undefined ? ' Without it: not again.' : ''}`,
        ...repeatsBy,
      }).exactOptional(),
      ackExpires: duration(aMinuteToADay, {
        description: 'An acknowledgement ends after this if the incident is still open.',
        default: standard.ackExpires,
      }).exactOptional(),
    },
    'a map with steps, repeatEvery and ackExpires',
  )
    .meta({ description: `How people are told of ${severity} incidents.` })
    .exactOptional()
}
