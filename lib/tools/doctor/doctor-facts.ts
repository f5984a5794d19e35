/** Doctor facts: what doctor is told of the settings, of this machine's view and of the account; gathered by adapters. */
import type { Subject } from '../../domain/kinds/subject.ts'
import type { Look } from '../../domain/look/look.ts'
import type { Problem } from '../../domain/settings/problem.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import type { AwsAnswer } from './doctor-complaint.ts'

export interface DoctorFacts {
  readonly settings: Settings
  /** What reading the settings found doubtful. */
  readonly warnings: readonly Problem[]
  readonly here: HereFacts
  /** Of every vantage, in the order of the settings; `not-asked` without the account's credentials. */
  readonly account: readonly RegionFacts[] | 'not-asked'
  /** The names of all secrets that each vantage needs once it is deployed. */
  readonly secretsNeeded: readonly string[]
}

/** What shows from the machine that doctor runs on. */
export interface HereFacts {
  readonly look: Look
  /** Secrets that a look needs and this machine's environment lacks. */
  readonly secretsMissing: readonly string[]
  /** That the environment tells Node programs to check no certificates. */
  readonly isTlsCheckOff: boolean
  /** Where this machine looks for a secret: `environment variable WATCHFIRE_SECRET_X`. */
  readonly placeOfSecret: (name: string) => string
  /** Of every endpoint that told the time. */
  readonly clocks: readonly ClockOffset[]
}

/** Whose clock it is: that of an endpoint, by its id, or of a Region. */
interface ClockOwner {
  readonly role: 'node' | 'reference' | 'region'
  readonly name: string
}

export interface ClockOffset {
  readonly of: ClockOwner
  /** How far this machine's clock is ahead of that one, in milliseconds; about half a second is not known. */
  readonly aheadMs: number
}

/** What one Region of the account says. */
export interface RegionFacts {
  readonly region: string
  readonly secrets: AwsAnswer<readonly { readonly secret: string; readonly encrypted: boolean }[]>
  /** The topics of this installation that are there. */
  readonly topics: AwsAnswer<readonly TopicFacts[]>
  /** Asked in paging Regions, if anybody has a phone. */
  readonly texting: TextingFacts | 'not-needed'
  /** How many functions of Lambda the account may run at once. */
  readonly concurrency: AwsAnswer<number>
  readonly clock: ClockOffset | 'unknown'
}

interface TopicFacts {
  readonly of: TopicOf
  readonly subscriptions: AwsAnswer<readonly SubscriptionFacts[]>
}

/** Whom a topic tells: a contact, or everybody who hears of alarms. */
export type TopicOf = 'alarms' | Subject

export type Protocol = 'email' | 'sms' | 'https'

interface SubscriptionFacts {
  /** As SNS calls it; of others than ours nothing is made. */
  readonly protocol: string
  readonly address: string
  readonly state: 'confirmed' | 'pending' | 'deleted'
  /** Whether ending it takes credentials of the account; asked only of confirmed e-mails. */
  readonly endedBy: AwsAnswer<'the account' | 'anybody'> | 'not-asked'
}

/** The account's text messages in one Region. */
export interface TextingFacts {
  readonly inSandbox: AwsAnswer<boolean>
  /** Phones that the sandbox lets through. */
  readonly verified: AwsAnswer<readonly string[]>
  readonly sending: AwsAnswer<{ readonly limitDollars: number; readonly type: string }>
  /** Countries in whose numbers texts can be sent from here, as `US`. */
  readonly sendsFrom: AwsAnswer<readonly string[]>
  /** Of every phone of the contacts. */
  readonly optedOut: readonly { readonly phone: string; readonly isOut: AwsAnswer<boolean> }[]
}
