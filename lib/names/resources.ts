/** Resources: the names of what is deployed, fixed, so that no Region has to look up another's. */

/** The stack of the global table, in its home Region. */
export function tableStackName(installation: string): string {
  return `watchfire-${installation}-table`
}

/** The stack of a vantage, in each Region one. */
export function vantageStackName(installation: string): string {
  return `watchfire-${installation}-vantage`
}

/** A function of one Region. */
export type FunctionRole = 'look' | 'judge' | 'desk'

export function functionName(installation: string, role: FunctionRole): string {
  return `watchfire-${installation}-${role}`
}

/** The topic of one contact in a paging Region. */
export function topicName(installation: string, contact: string): string {
  return `watchfire-${installation}-to-${contact}`
}

/** The topic to which the alarms on our own watching go. */
export function alarmTopicName(installation: string): string {
  return `watchfire-${installation}-alarms`
}

export function topicArn(at: {
  readonly region: string
  readonly account: string
  readonly topic: string
}): string {
  return `arn:aws:sns:${at.region}:${at.account}:${at.topic}`
}

/** Where events go that no function could be given. */
export function deadLettersName(installation: string): string {
  return `watchfire-${installation}-dead-letters`
}

/** The parameter that holds a secret, in each Region that needs it. */
export function parameterName(installation: string, secret: string): string {
  return `/watchfire/${installation}/${secret}`
}

/** The secret that signs the links in messages; the settings never mention it. */
export const LINK_KEY = 'link-key'

/** The file beside a function's code that holds the settings, as `watchfire.yaml` was at synth, in JSON. */
export const SETTINGS_FILE = 'settings.json'
