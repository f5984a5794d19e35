/** Clock agreement: whether this machine's clock agrees with those of the endpoints and of AWS. */
import { nodeSubject } from '../../domain/kinds/subject.ts'
import { sayDuration } from '../../domain/text/time.ts'
import { type DoctorComplaint, defect } from './doctor-complaint.ts'
import type { ClockOffset, DoctorFacts } from './doctor-facts.ts'

/** More than answers take, and less than what head ages, turns and links are sensitive to. */
const OFF_MS_MAX = 5_000

export function clockComplaints(facts: DoctorFacts): readonly DoctorComplaint[] {
  const clocks = clocksOf(facts)
  const ours = medianMs(clocks)
  if (clocks.length > 0 && Math.abs(ours) > OFF_MS_MAX) return [ourClock(clocks, ours)]
  return clocks
    .filter(({ of, aheadMs }) => of.role === 'node' && Math.abs(aheadMs) > OFF_MS_MAX)
    .map(({ of, aheadMs }) =>
      defect('clock', nodeSubject(of.name), {
        says: `The clock of ${of.name}, or of the proxy in front of it, is ${differs(-aheadMs)} the others.`,
        mend: 'Synchronise it (chrony, timedatectl): a beacon node with a wrong clock attests wrongly, too.',
      }),
    )
}

export function isClockOff(facts: DoctorFacts): boolean {
  const clocks = clocksOf(facts)
  return clocks.length > 0 && Math.abs(medianMs(clocks)) > OFF_MS_MAX
}

function ourClock(clocks: readonly ClockOffset[], aheadMs: number): DoctorComplaint {
  const names = clocks.map(({ of }) => of.name)
  const of = names.length === 1 ? names[0]! : `most of ${names.length} others`
  const doubt = names.length === 1 ? `; which of the two is wrong cannot be told from one` : ''
  return defect('clock', 'this machine', {
    says: `The clock of this machine is ${differs(aheadMs)} that of ${of}${doubt}.`,
    mend: 'Synchronise the clock (chrony, timedatectl): heads are judged, and messages dated, by it.',
  })
}

function differs(aheadMs: number): string {
  return `${sayDuration(aheadMs)} ${aheadMs > 0 ? 'ahead of' : 'behind'}`
}

function clocksOf({ here, account }: DoctorFacts): readonly ClockOffset[] {
  const regions = account === 'not-asked' ? [] : account
  return [...here.clocks, ...regions.flatMap(({ clock }) => (clock === 'unknown' ? [] : [clock]))]
}

/** Of an even number the one nearer to none: half of the others agree with us then. */
function medianMs(clocks: readonly ClockOffset[]): number {
  const sorted = clocks.map(({ aheadMs }) => aheadMs).sort((a, b) => a - b)
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    sorted[Math.floor(sorted.length / 2)] ?? 0,
  ]
  return Math.abs(low) <= Math.abs(high) ? low : high
}
