/** Desk place: what a vantage says of itself: where people are answered there, and which settings it judges by. */

export interface DeskPlace {
  readonly vantage: string
  /** AWS makes it up, so nobody knows it who is not told; absent where no desk is. */
  readonly deskUrl?: string
  readonly settingsHash: string
  /** When it was said, Unix time in milliseconds. */
  readonly asOf: number
}
