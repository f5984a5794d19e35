/** Vantage scope: where a construct is being put: the stack of one vantage, and what all of its parts must know. */
import type { Stack } from 'aws-cdk-lib'
import type { Settings } from '../domain/settings/settings.ts'
import type { FunctionRole } from '../names/resources.ts'

/** What one `watchfire.yaml` and the command line ask for. */
export interface Installation {
  readonly settings: Settings
  /** The folder with the bundle of each function. */
  readonly bundles: Readonly<Record<FunctionRole, string>>
  /** A dashboard costs 3 dollars a month, so nobody gets one unasked. */
  readonly hasDashboard: boolean
  /** The table was not there before this deployment, so nothing is lost with it. */
  readonly isFirst: boolean
}

export interface VantageScope extends Installation {
  readonly stack: Stack
  /** The Region, which is the vantage's name. */
  readonly region: string
}

/** Whether people are told, and answered, from here. */
export function isPaging({ settings, region }: VantageScope): boolean {
  return settings.pagingRegions.includes(region)
}
