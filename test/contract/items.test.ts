/** The contract of `Items` on every engine in this process. */
import { ENGINES } from './engines.ts'
import { itemsContract } from './items.contract.ts'

for (const engine of ENGINES) itemsContract(engine())
