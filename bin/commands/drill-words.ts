/** Drill words: what `watchfire drill` says while it waits, and at the end. */
import { type DrillRegion, type DrillReport, isNeverSent } from '../../lib/domain/escalation/drill-report.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { sayDuration, sayInstant } from '../../lib/domain/text/time.ts'
import { functionName } from '../../lib/names/resources.ts'

export function openingWords({ id, contact, at, regions }: DrillReport, waitMs: number): readonly string[] {
  const names = regions.map(({ region }) => region).join(', ')
  return [
    `Drill ${id} at ${sayInstant(at)}: a page to ${contact}, marked as a test, by ${names}.`,
    `Waiting ${sayDuration(waitMs)} at most for all of them and for the acknowledgement; Ctrl-C ends the wait.`,
  ]
}

/** As soon as a Region has sent it. */
export function sentWords(region: DrillRegion): readonly string[] {
  if (region.state === 'not-sent') return []
  if (region.state === 'written')
    return [
      `${region.region}: not sent; after ${sayDuration(region.afterMs)} it stood on the terminal and in notices.ndjson of the watch`,
    ]
  const text = { sent: ', with a text message', held: ', its text message held back by the budget', none: '' }
  const isAnothers = region.channel.startsWith('sns ') && region.channel !== `sns ${region.region}`
  const way = region.channel === 'terminal' ? 'to the terminal of the watch' : `by ${region.channel}`
  const detour = isAnothers ? `; SNS in ${region.region} did not take it` : ''
  return [
    `${region.region}: sent after ${sayDuration(region.faultToPhoneMs)}, ${way}${text[region.texting]}${detour}`,
  ]
}

interface DrillEnd {
  readonly aws: boolean
  readonly settings: Settings
  readonly waitedMs: number
}

/** What is left to say: the times, or who did not send, who did not answer, and what to check. */
export function closingWords(report: DrillReport, ending: DrillEnd): readonly string[] {
  const { regions, acknowledged, contact } = report
  const after = `within ${sayDuration(ending.waitedMs)}`
  if (isNeverSent(report))
    return [
      `Nothing was sent to ${contact}: a watch on one machine calls webhooks alone. bin/watchfire doctor says who gets nothing from here and why; drill --aws tests a deployment.`,
    ]
  const missing = regions.filter(({ state }) => state === 'not-sent').map(({ region }) => region)
  return [
    ...(acknowledged === null
      ? [`Nobody has acknowledged ${after}. Ask ${contact} whether it rang, and what the link in it showed.`]
      : [`Acknowledged by ${acknowledged.by} at ${sayInstant(acknowledged.at)}.`, ...timesOf(regions)]),
    ...missing.map((region) => `${region} has not sent it ${after}. ${whatToCheck(region, ending)}`),
  ]
}

function timesOf(regions: readonly DrillRegion[]): readonly string[] {
  return regions.flatMap((one) => {
    if (one.state !== 'sent') return []
    const toAck = one.phoneToAckMs === null ? 'acknowledged before' : sayDuration(one.phoneToAckMs)
    return [
      `${one.region}: fault to phone ${sayDuration(one.faultToPhoneMs)}, phone to acknowledgement ${toAck}`,
    ]
  })
}

function whatToCheck(region: string, { aws, settings }: DrillEnd): string {
  if (!aws) return `Check that the watch on this folder has ${region} among its vantages and paging Regions.`
  const log = `/aws/lambda/${functionName(settings.name, 'judge')}`
  return `Check the log ${log} there, its alarms, and what bin/watchfire doctor --aws says.`
}
