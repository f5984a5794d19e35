/** SNS texting: what one Region says of the account's text messages, and of the phones that they are to reach. */
import {
  CheckIfPhoneNumberIsOptedOutCommand,
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  paginateListOriginationNumbers,
  paginateListSMSSandboxPhoneNumbers,
} from '@aws-sdk/client-sns'
import type { AwsAnswer } from '../../tools/doctor/doctor-complaint.ts'
import type { TextingFacts } from '../../tools/doctor/doctor-facts.ts'
import { awsAnswer } from './aws-answer.ts'
import { allPages, type SnsReader } from './sns-reader.ts'

/** What a new account may spend on SMS a month, in dollars, and how its texts are sent; told only once changed. */
const UNCHANGED = { limitDollars: 1, type: 'Promotional' }

export async function textingFacts(sns: SnsReader, phones: readonly string[]): Promise<TextingFacts> {
  const { client, signal } = sns
  const [inSandbox, verified, sending, sendsFrom] = await Promise.all([
    awsAnswer(async () => {
      const status = await client.send(new GetSMSSandboxAccountStatusCommand({}), { abortSignal: signal })
      return status.IsInSandbox === true
    }),
    awsAnswer(() => verifiedPhones(sns)),
    awsAnswer(async () => {
      const { attributes } = await client.send(new GetSMSAttributesCommand({}), { abortSignal: signal })
      const { MonthlySpendLimit, DefaultSMSType } = attributes ?? {}
      return {
        limitDollars: MonthlySpendLimit ? Number(MonthlySpendLimit) : UNCHANGED.limitDollars,
        type: DefaultSMSType || UNCHANGED.type,
      }
    }),
    awsAnswer(() => sendingCountries(sns)),
  ])
  const optedOut = []
  for (const phone of phones) optedOut.push({ phone, isOut: await optOutOf(sns, phone) })
  return { inSandbox, verified, sending, sendsFrom, optedOut }
}

async function verifiedPhones(sns: SnsReader): Promise<readonly string[]> {
  const pages = paginateListSMSSandboxPhoneNumbers(sns, {}, { abortSignal: sns.signal })
  return await allPages(pages, ({ PhoneNumbers }) =>
    (PhoneNumbers ?? []).flatMap(({ PhoneNumber, Status }) =>
      PhoneNumber !== undefined && Status === 'Verified' ? [PhoneNumber] : [],
    ),
  )
}

async function sendingCountries(sns: SnsReader): Promise<readonly string[]> {
  const pages = paginateListOriginationNumbers(sns, {}, { abortSignal: sns.signal })
  return await allPages(pages, ({ PhoneNumbers }) =>
    (PhoneNumbers ?? []).flatMap(({ Iso2CountryCode, Status, NumberCapabilities }) => {
      const isSending = Status?.toUpperCase() === 'ACTIVE' && NumberCapabilities?.includes('SMS') !== false
      return isSending && Iso2CountryCode !== undefined ? [Iso2CountryCode] : []
    }),
  )
}

function optOutOf({ client, signal }: SnsReader, phoneNumber: string): Promise<AwsAnswer<boolean>> {
  return awsAnswer(async () => {
    const command = new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber })
    return (await client.send(command, { abortSignal: signal })).isOptedOut === true
  })
}
