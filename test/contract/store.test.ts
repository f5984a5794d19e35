/** The contract of `Store` on every engine. */
import { ENGINES } from './engines.ts'
import { storeContract } from './store.contract.ts'

for (const engine of ENGINES) storeContract(engine())
