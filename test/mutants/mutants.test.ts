/** Mutants: each small wrong change of the domain and of the work is noticed by the tests that it names. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ALL_MUTANTS } from './all-mutants.ts'
import { assertParses, isNoticed, runTests } from './trial.ts'

const MUTANTS_MIN = 100
const SURVIVORS_MAX_SHARE = 0.05
const AT_ONCE = 2

const noticed = ALL_MUTANTS.filter(({ survives }) => survives === undefined)
const survivors = ALL_MUTANTS.filter(({ survives }) => survives !== undefined)

describe('Mutants of the domain and of the work', () => {
  it('are each of another change, of the domain or of the work', () => {
    const changes = new Set(ALL_MUTANTS.map(({ file, from, to }) => `${file} ${from} ${to}`))
    assert.equal(changes.size, ALL_MUTANTS.length)
    for (const { file } of ALL_MUTANTS) assert.match(file, /^lib\/(domain|work)\//)
  })

  it(`are at least ${MUTANTS_MIN}`, () => {
    assert.ok(ALL_MUTANTS.length >= MUTANTS_MIN, `there are ${ALL_MUTANTS.length}`)
  })

  it('can all be parsed', () => {
    for (const mutant of ALL_MUTANTS) assertParses(mutant)
  })

  it(`survive in at most ${SURVIVORS_MAX_SHARE * 100} % of the cases, each with its reason`, () => {
    assert.ok(survivors.length <= SURVIVORS_MAX_SHARE * ALL_MUTANTS.length)
  })

  it('are held against tests that pass over the source as it is', async () => {
    const files = [...new Set(ALL_MUTANTS.flatMap(({ by }) => by))]
    const { passed, output } = await runTests(files, null)
    assert.ok(passed, output.slice(-4_000))
  })
})

describe('Noticed', { concurrency: AT_ONCE }, () => {
  for (const mutant of noticed)
    it(`${mutant.file}: ${mutant.says}`, async () => {
      assert.ok(await isNoticed(mutant), `no test of ${mutant.by.join(', ')} fails over ${mutant.to}`)
    })
})

describe('Surviving', { concurrency: AT_ONCE }, () => {
  for (const mutant of survivors)
    it(`${mutant.file}: ${mutant.says}, because ${mutant.survives}`, async () => {
      assert.ok(!(await isNoticed(mutant)), 'it is noticed by now, and its reason must go')
    })
})
