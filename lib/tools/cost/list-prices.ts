/** List prices: the list prices of us-east-1 and the free tiers, by meter, each with where and when it was read. */
import type { Meter, Price, Quantity } from './cost.ts'

/** AWS counts a gigabyte as 2^30 bytes. */
const GB = 1_073_741_824

const SECONDARY = 'us-east-1, secondary sources of 2024 to 2026, read in November 2026'
const TRANSFER = 'us-east-1, secondary sources of March to June 2026, read in November 2026'
const STORAGE = 'us-east-1, the price published for years, not checked against a page of 2026'

/** The first step of each price; volumes that reach a second step are far above what Watchfire makes. */
export const PRICES: Readonly<Record<Meter, Price>> = {
  'lambda-requests': { dollars: 0.2, per: 1_000_000, source: SECONDARY },
  'lambda-gb-seconds': { dollars: 0.0000133334, per: 1, source: `${SECONDARY}; arm64` },
  'table-writes': { dollars: 0.625, per: 1_000_000, source: `${SECONDARY}; on demand, the same a replica` },
  'table-reads': { dollars: 0.125, per: 1_000_000, source: `${SECONDARY}; on demand` },
  'table-storage': { dollars: 0.25, per: GB, source: STORAGE },
  'table-backup': { dollars: 0.2, per: GB, source: STORAGE },
  schedules: { dollars: 1, per: 1_000_000, source: SECONDARY },
  alarms: { dollars: 0.1, per: 1, source: `${SECONDARY}; a metric of an alarm` },
  'log-bytes': { dollars: 0.5, per: GB, source: TRANSFER },
  parameters: { dollars: 0, per: 1, source: 'standard parameters cost nothing; 2026' },
  'bytes-to-internet': { dollars: 0.09, per: GB, source: TRANSFER },
  'bytes-to-regions': { dollars: 0.02, per: GB, source: TRANSFER },
}

/** What every account gets a month, for all its workloads together, and does not lose after a year. */
export const FREE_TIERS: readonly { readonly meter: Meter; readonly free: Quantity }[] = [
  { meter: 'lambda-requests', free: { amount: 1_000_000, unit: 'requests' } },
  { meter: 'lambda-gb-seconds', free: { amount: 400_000, unit: 'GB-seconds' } },
  { meter: 'schedules', free: { amount: 14_000_000, unit: 'invocations' } },
  { meter: 'table-storage', free: { amount: 25 * GB, unit: 'bytes' } },
  { meter: 'alarms', free: { amount: 10, unit: 'alarm metrics' } },
  { meter: 'log-bytes', free: { amount: 5 * GB, unit: 'bytes' } },
  { meter: 'bytes-to-internet', free: { amount: 100 * GB, unit: 'bytes' } },
]
