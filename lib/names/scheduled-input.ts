/** Scheduled input: what a schedule puts into the event that it starts a function with. */

export interface ScheduledInput {
  /** The instant that the schedule meant, ISO 8601. */
  readonly at: string
  /** In judge's: where the desk of its Region answers, if there is one. */
  readonly deskUrl?: string
}
