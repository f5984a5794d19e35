/** The contract of `Store` on every engine in this process. */
import { ENGINES } from './engines.ts'
import { storeContract } from './store.contract.ts'

for (const engine of ENGINES) storeContract(engine())
