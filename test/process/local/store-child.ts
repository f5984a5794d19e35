/** A process that opens the local store, writes one thing after another, and says each as soon as it is stored. */
import { openLocalStore } from '../../../lib/local/local-store.ts'
import { aDeed, aLook, aSent, aView, START } from '../../contract/nouns.ts'

const [dataDir = ''] = process.argv.slice(2)
const { store } = await openLocalStore({
  dataDir,
  env: {},
  clock: { now: () => START },
  log: { info: () => undefined, warn: () => undefined },
})
for (let n = 0; ; n += 1) {
  await store.putLook(aLook({ at: START + n }))
  await store.putView(aView({ asOf: START + n }))
  await store.record(aSent({ step: `repeat-${n}` }))
  await store.putDeed(aDeed({ id: `d-${n}` }))
  process.stdout.write(`${n}\n`)
}
