/** Laws of finality: two thirds justify an epoch, and two justified epochs in a row finalize the first. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Finality, NOTHING_FINAL, nextFinality } from '../../../lib/local/demo/demo-finality.ts'

/** Plays one block an epoch; each entry is the epoch and who votes along with its block. */
function play(blocks: readonly (readonly [number, string])[]): Finality {
  return blocks.reduce<Finality>(
    (parent, [epoch, voters]) =>
      nextFinality(parent, {
        epoch,
        voters: [...voters],
        isSupermajority: (voted) => voted.size >= 2,
        checkpointRoot: (of) => `root ${of}`,
      }),
    NOTHING_FINAL,
  )
}

const epochs = (state: Finality): readonly number[] => [
  state.previousJustified.epoch,
  state.justified.epoch,
  state.finalized.epoch,
]

for (const [law, blocks, expected] of [
  [
    'in health the epoch before is justified and the one before that is final',
    '1:ab 2:ab 3:ab 4:ab',
    [2, 3, 2],
  ],
  ['a single block of the first epochs finalizes nothing', '0:ab 1:ab', [0, 0, 0]],
  ['less than two thirds justify nothing', '1:ab 2:ab 3:a 4:a 5:a', [2, 2, 1]],
  ['votes of several blocks of one epoch add up', '1:ab 2:ab 3:a 3:b 4:ab', [2, 3, 2]],
  ['one vote counts once, however many blocks it is in', '1:ab 2:ab 3:a 3:a 4:ab', [2, 2, 1]],
  [
    'a gap in justification finalizes nothing until two epochs in a row are justified',
    '1:ab 2:ab 3:a 4:ab 5:ab',
    [2, 4, 1],
  ],
  ['and then it does', '1:ab 2:ab 3:a 4:ab 5:ab 6:ab', [4, 5, 4]],
  ['an epoch without a block is not justified', '1:ab 2:ab 4:ab 5:ab', [2, 4, 1]],
] as const) {
  test(law, () => {
    const played = blocks.split(' ').map((block) => {
      const [epoch, voters] = block.split(':')
      return [Number(epoch), voters!] as const
    })
    assert.deepEqual(epochs(play(played)), expected)
  })
}

test('a checkpoint has the root of its own epoch', () => {
  const { justified, finalized } = play([1, 2, 3, 4].map((epoch) => [epoch, 'ab'] as const))
  assert.deepEqual(justified, { epoch: 3, root: 'root 3' })
  assert.deepEqual(finalized, { epoch: 2, root: 'root 2' })
})
