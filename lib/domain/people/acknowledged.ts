/** Acknowledged: who has an incident in hand and until when; whoever asks for more people takes that back. */
import type { Ack, Deed } from './deed.ts'

export interface Acknowledged {
  readonly who: string
  /** From and until, Unix time in milliseconds. */
  readonly from: number
  readonly until: number
  readonly ack: Ack
}

/** Out of what people did about one incident, oldest first. */
export function acknowledgements(deeds: readonly Deed[]): readonly Acknowledged[] {
  const escalatedAt = deeds.filter(({ what }) => what === 'escalate').map(({ at }) => at)
  return deeds
    .filter((deed) => deed.what === 'ack')
    .map((ack) => {
      const { who, at: from } = ack
      const takenBack = escalatedAt.filter((at) => at >= from)
      return { who, from, until: Math.min(ack.until, ...takenBack), ack }
    })
    .toSorted((a, b) => a.from - b.from)
}

/** Of several that count now the one that lasts longest. */
export function acknowledgedNow(deeds: readonly Deed[], now: number): Ack | undefined {
  const counting = acknowledgements(deeds).filter(({ from, until }) => from <= now && now < until)
  return counting.toSorted((a, b) => a.until - b.until).at(-1)?.ack
}
