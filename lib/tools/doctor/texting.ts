/** Texting: what keeps SNS from sending a text message to a contact's phone, in each paging Region. */
import { phonesOf } from '../../domain/settings/sections/contact-settings.ts'
import {
  type AwsAnswer,
  couldNotLook,
  type DoctorCheck,
  type DoctorComplaint,
  defect,
} from './doctor-complaint.ts'
import type { DoctorFacts, TextingFacts } from './doctor-facts.ts'
import { pagingRegions } from './topic-checks.ts'

export function textingComplaints(facts: DoctorFacts): readonly DoctorComplaint[] {
  const phones = phonesOf(facts.settings)
  return pagingRegions(facts).flatMap(({ region, texting }) => {
    if (texting === 'not-needed') return []
    const inRegion = { region, phones, texting }
    return [sandbox, spending, messageType, origination, optOuts].flatMap((check) => check(inRegion))
  })
}

interface RegionTexting {
  readonly region: string
  readonly phones: readonly string[]
  readonly texting: TextingFacts
}

function sandbox({ region, phones, texting }: RegionTexting): readonly DoctorComplaint[] {
  const { inSandbox, verified } = texting
  if (!inSandbox.known) return [unread('sms-sandbox', region, { of: 'the SMS sandbox', answer: inSandbox })]
  if (!inSandbox.value) return []
  if (!verified.known) return [unread('sms-sandbox', region, { of: 'the verified phones', answer: verified })]
  return phones
    .filter((phone) => !verified.value.includes(phone))
    .map((phone) =>
      defect('sms-sandbox', `phone:${phone} in ${region}`, {
        says: `The account is in the SMS sandbox of ${region}, and ${phone} is not verified there: it gets nothing.`,
        mend: `Verify it in ${region}, or have the account taken out of the sandbox; section 7 of docs/deploy.md.`,
      }),
    )
}

/** What a new account may spend a month, in dollars. */
const NEW_ACCOUNT_DOLLARS = 1

function spending({ region, texting: { sending } }: RegionTexting): readonly DoctorComplaint[] {
  if (!sending.known) return [unread('sms-spend', region, { of: 'the SMS attributes', answer: sending })]
  const { limitDollars } = sending.value
  if (limitDollars > NEW_ACCOUNT_DOLLARS) return []
  return [
    defect('sms-spend', `sms in ${region}`, {
      says: `SMS in ${region} may cost $${limitDollars.toFixed(2)} a month: a few dozen messages, and the rest is lost.`,
      mend: `Ask for more by a support case in ${region}, then raise MonthlySpendLimit; section 7 of docs/deploy.md.`,
    }),
  ]
}

/** That the attributes cannot be read is said once, of the limit. */
function messageType({ region, texting: { sending } }: RegionTexting): readonly DoctorComplaint[] {
  if (!sending.known || sending.value.type === 'Transactional') return []
  return [
    defect('sms-type', `sms in ${region}`, {
      says: `SMS in ${region} are ${sending.value.type} unless a message says otherwise, and those may be delayed or dropped.`,
      mend: `Run aws sns set-sms-attributes --region ${region} --attributes DefaultSMSType=Transactional.`,
    }),
  ]
}

/** Of the countries that ask for a number of one's own, the ones that a phone number shows for certain. */
const NORTH_AMERICA = '+1'

function origination({ region, phones, texting: { sendsFrom } }: RegionTexting): readonly DoctorComplaint[] {
  const concerned = phones.filter((phone) => phone.startsWith(NORTH_AMERICA))
  if (concerned.length === 0) return []
  if (!sendsFrom.known)
    return [unread('sms-origination', region, { of: 'the numbers to send from', answer: sendsFrom })]
  if (sendsFrom.value.some((country) => country === 'US' || country === 'CA')) return []
  return [
    defect('sms-origination', `sms in ${region}`, {
      says: `There is no active number to send from in ${region}, and carriers drop texts to ${concerned.join(', ')} without one.`,
      mend: `Register a toll-free or 10DLC number in ${region}; it takes up to 15 business days.`,
    }),
  ]
}

function optOuts({ region, texting }: RegionTexting): readonly DoctorComplaint[] {
  return texting.optedOut.flatMap(({ phone, isOut }) => {
    if (!isOut.known) return [unread('sms-opt-out', region, { of: `the opt-out of ${phone}`, answer: isOut })]
    if (!isOut.value) return []
    return [
      defect('sms-opt-out', `phone:${phone} in ${region}`, {
        says: `The phone ${phone} has opted out of texts from ${region} (somebody answered STOP): it gets nothing.`,
        mend: `Run aws sns opt-in-phone-number --region ${region} --phone-number ${phone}; once in 30 days.`,
      }),
    ]
  })
}

function unread(
  check: DoctorCheck,
  region: string,
  { of, answer }: { readonly of: string; readonly answer: Extract<AwsAnswer<unknown>, { known: false }> },
): DoctorComplaint {
  return couldNotLook(check, `sms in ${region}`, {
    what: `read ${of} in ${region}`,
    because: answer.because,
  })
}
