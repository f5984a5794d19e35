/** SNS reader: asks one Region of SNS for doctor, until one time is up for all of its questions together. */
import { SNSClient } from '@aws-sdk/client-sns'
import { COMMAND_CALLS, callLimits } from './call-limits.ts'

/** As the SDK's own functions for lists take it. */
export interface SnsReader {
  readonly client: SNSClient
  /** For every call. */
  readonly signal: AbortSignal
}

const REGION_MS_MAX = 60_000

export function snsReader(region: string): SnsReader {
  return {
    client: new SNSClient({ region, ...callLimits(COMMAND_CALLS) }),
    signal: AbortSignal.timeout(REGION_MS_MAX),
  }
}

/** Pages that are read of one list; a hundred entries each, so that no account has more. */
const PAGES_MAX = 100

/** All pages of a list; one that does not end is an error. */
export async function allPages<Page, T>(
  pages: AsyncIterable<Page>,
  of: (page: Page) => readonly T[],
): Promise<T[]> {
  const found: T[] = []
  let count = 0
  for await (const page of pages) {
    found.push(...of(page))
    count += 1
    if (count > PAGES_MAX) throw new Error(`the list has more than ${PAGES_MAX} pages`)
  }
  return found
}
