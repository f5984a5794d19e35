/** One of several processes that claim the same notices of a data folder when their stdin ends; says how many it got. */
import { findLocalStore } from '../../../lib/local/local-store.ts'
import { aTry, START } from '../../contract/nouns.ts'

const store = await findLocalStore(process.argv[2] ?? '', { now: () => START })
if (typeof store === 'string') throw new Error(store)
process.stdout.write('ready\n')
for await (const _ of process.stdin);
let got = 0
for (let n = 0; n < 100; n += 1) if (await store.claim(aTry({ step: `repeat-${n}` }))) got += 1
await store.close()
process.stdout.write(`${got}\n`)
