/** Look: changes of what one vantage reads of a node, each with the tests that must notice it. */
import type { Mutant } from '../mutant.ts'

export const LOOK: readonly Mutant[] = [
  {
    says: 'a failure inside the server is called a refusal',
    file: 'lib/domain/look/fault.ts',
    from: 'status >= 500',
    to: 'status < 500',
    by: ['test/domain/look/fault.test.ts', 'test/domain/look/reply/reading.test.ts'],
  },
  {
    says: 'a number below its range is taken',
    file: 'lib/domain/look/reply/fields.ts',
    from: 'value >= range.min && value <= range.max',
    to: 'value <= range.max',
    by: ['test/domain/look/reply/chain-facts.test.ts'],
  },
  {
    says: 'a preset takes the eras of another network',
    file: 'lib/domain/look/learned-chain.ts',
    from: 'specsOf(abouts, genesisOf(preset)).filter((spec) => beginsLike(spec, preset))',
    to: 'specsOf(abouts, genesisOf(preset))',
    by: ['test/domain/look/learned-chain.test.ts'],
  },
  {
    says: 'the length of a slot is read in seconds alone',
    file: 'lib/domain/look/reply/spec.ts',
    from: "  if (ms !== 'unknown') return ms\n",
    to: '',
    by: ['test/domain/look/reply/chain-facts.test.ts'],
  },
  {
    says: 'any change of the head is a step backwards',
    file: 'lib/domain/look/contradictions.ts',
    from: '!last || last.slot - head.slot < bounds.backwardsSlots',
    to: '!last',
    by: ['test/domain/look/contradictions.test.ts'],
  },
  {
    says: 'an epoch beyond all time is taken',
    file: 'lib/domain/look/reply/slot-schedule.ts',
    from: 'EPOCH_MAX = 2 ** 40',
    to: 'EPOCH_MAX = 3 ** 40',
    by: ['test/domain/look/reply/chain-facts.test.ts'],
  },
  {
    says: 'a slot beyond the largest number is taken',
    file: 'lib/domain/look/reply/fields.ts',
    from: 'value === 2 ** 64',
    to: 'value === 2 ** 65',
    by: ['test/domain/look/reply/header.test.ts'],
  },
]
