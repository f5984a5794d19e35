/** Lifetime by id: which incident or test page somebody means by five letters and digits. */

import { readShortId } from '../kinds/short-id.ts'
import { keyOf } from '../kinds/subject.ts'
import { nearest } from '../text/nearest.ts'
import { hasEnded, type Lifetime } from './lifetime.ts'

type Meant =
  | { readonly kind: 'one'; readonly life: Lifetime }
  /** Two incidents may share an id by chance. */
  | { readonly kind: 'several'; readonly lives: readonly Lifetime[] }
  /** `near`: the id that was most probably meant. */
  | { readonly kind: 'none'; readonly near?: string }

/** Of several with one id the one that has not ended is meant, and of the same (kind, subject) the latest. */
export function lifetimeById(typed: string, lives: readonly Lifetime[]): Meant {
  const id = readShortId(typed)
  const named = lives.filter(({ ids }) => ids.includes(id))
  const latest = [...new Map(named.map((life) => [keyOf(life), life])).values()]
  const going = latest.filter((life) => !hasEnded(life))
  const meant = going.length === 1 ? going : latest
  if (meant.length > 1) return { kind: 'several', lives: meant }
  if (meant[0]) return { kind: 'one', life: meant[0] }
  const near = nearest(
    id,
    lives.flatMap(({ ids }) => ids),
  )
  return near === undefined ? { kind: 'none' } : { kind: 'none', near }
}
