/** Isolation: a node that answers us but hardly anybody else. */

import type { Head, Look } from '../look/look.ts'
import { believed, ownSides } from '../look/sides/whose-sides.ts'
import { vantageClock } from '../look/vantage-clock.ts'
import { boundOf, type Settings } from '../settings/settings.ts'
import type { Rule } from './finding.ts'
import { headAgeMs, oldAfterMs } from './head-age.ts'
import { eachNode } from './node-rule.ts'

export const isolated: Rule<'isolated'> = (look, settings) => {
  const peersMin = boundOf(settings, 'isolated', 'peersMin')
  const alone = aloneOnSides(look)
  const highest = highestSlot(look)
  return eachNode('isolated', look, ({ id }, { head, peers }) => {
    if (peers >= peersMin) return null
    const isFrozen = isOld(look, head, settings) && highest > head.slot
    if (!alone.has(id) && !isFrozen) return null
    const because = alone.has(id) ? 'alone' : 'frozen'
    const { slot, root } = head
    return { severity: 'warning', facts: { [id]: { because, peers, head: { slot, root } } } }
  })
}

/** Against another side of ours; what strangers follow proves nothing. */
function aloneOnSides(look: Look): ReadonlySet<string> {
  const own = ownSides(look).map((place) => look.sides.sides[place]!)
  return new Set(own.length > 1 ? own.flatMap(({ nodes }) => (nodes.length === 1 ? nodes : [])) : [])
}

function highestSlot(look: Look): number {
  return Math.max(-1, ...believed(look).map(({ head }) => (head === 'unknown' ? -1 : head.slot)))
}

function isOld(look: Look, head: Head, settings: Settings): boolean {
  const { chain } = look
  return (
    chain !== null &&
    !vantageClock(look).isOff &&
    headAgeMs(chain, head) >= oldAfterMs(chain, settings, { kind: 'head-stale', slot: head.slot })
  )
}
