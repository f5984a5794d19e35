/** May open: whether what is not yet an incident could be one by an instant, if other vantages see it as well. */
import type { Kind } from '../kinds/kinds.ts'
import { keyOf } from '../kinds/subject.ts'
import { type Settings, thresholdsOf } from '../settings/settings.ts'
import type { Verdicts } from '../verdicts/verdict.ts'
import type { View } from './incident.ts'

interface JustJudged {
  readonly verdicts: Pick<Verdicts, 'pending'>
  readonly steps: readonly { readonly view: View }[]
}

function shortestAfterMs(settings: Settings, kind: Kind): number {
  const { afterMs, afterAmongThreeMs = afterMs } = thresholdsOf(settings, kind)
  return afterAmongThreeMs
}

/** By its beginning alone: who has seen it by then is for the next judgement to say. */
export function mayOpenBy(at: number, { verdicts, steps }: JustJudged, settings: Settings): boolean {
  const views = steps.map(({ view }) => view)
  const held = new Set(views.filter(({ phase }) => phase !== 'closed').map(keyOf))
  return (
    [...verdicts.pending].some((key) => !held.has(key)) ||
    views.some(
      ({ phase, kind, since }) => phase === 'suspect' && since + shortestAfterMs(settings, kind) <= at,
    )
  )
}
