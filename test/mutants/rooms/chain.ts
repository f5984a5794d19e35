/** Chain: changes of slots, epochs and roots, each with the tests that must notice it. */
import type { Mutant } from '../mutant.ts'

export const CHAIN: readonly Mutant[] = [
  {
    says: 'an era is merged with the one after it',
    file: 'lib/domain/chain/slot-eras.ts',
    from: 'place - 1',
    to: 'place + 1',
    by: ['test/domain/chain/chain.test.ts'],
  },
  {
    says: 'slots last as long as at genesis',
    file: 'lib/domain/chain/chain.ts',
    from: 'spans.findLast(({ fromSlot }) => fromSlot <= slot) ?? spans[0]',
    to: 'spans[0]',
    by: ['test/domain/chain/chain.test.ts'],
  },
  {
    says: 'an era that changes nothing is one of its own',
    file: 'lib/domain/chain/slot-eras.ts',
    from: 'eras.filter((era, place) => era.slotMs !== eras[place - 1]?.slotMs)',
    to: 'eras',
    by: ['test/domain/chain/chain.test.ts'],
  },
  {
    says: 'an epoch begins at the wrong slot',
    file: 'lib/domain/chain/chain.ts',
    from: 'fromEpoch * (chain.slotsPerEpoch ?? 0)',
    to: 'fromEpoch / (chain.slotsPerEpoch ?? 1)',
    by: ['test/domain/chain/chain.test.ts'],
  },
  {
    says: 'time goes on as at genesis',
    file: 'lib/domain/chain/chain.ts',
    from: 'spansOf(chain).findLast(({ fromMs }) => fromMs <= nowMs) ?? spansOf(chain)[0]',
    to: 'spansOf(chain)[0]',
    by: ['test/domain/chain/chain.test.ts'],
  },
  {
    says: 'chains of more eras are the same',
    file: 'lib/domain/chain/slot-eras.ts',
    from: 'a.length === b.length && a.every(isSame)',
    to: 'a.every(isSame)',
    by: ['test/domain/look/learned-chain.test.ts'],
  },
]
