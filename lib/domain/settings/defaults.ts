/** Defaults: what the settings are where the file says nothing; a kind's numbers are in the table of kinds. */
import { DAY_MS, MINUTE_MS } from '../text/time.ts'

export const DEFAULTS = {
  name: 'main',
  cadence: '60s',
  /** A look ends within 15 s and a slot of the public networks takes up to 12: less would only overlap. */
  cadenceBounds: { minMs: 12_000, maxMs: 10 * MINUTE_MS },
  direct: false,
  referenceKind: 'node',
  handover: 'Mon 09:00',
  timeZone: 'UTC',
  /** Every contact is told in one step; `after` is when. */
  escalation: {
    critical: { after: '0s', repeatEvery: '15m', ackExpires: '30m' },
    warning: { after: '5m', repeatEvery: undefined, ackExpires: '30m' },
  },
  smsLink: true,
  /** Nothing is kept quiet for longer without somebody saying so again. */
  maintenanceBounds: { minMs: MINUTE_MS, maxMs: 7 * DAY_MS },
  privateAddresses: false,
  runbook: 'docs/runbook',
} as const
