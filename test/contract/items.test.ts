/** The contract of `Items` on every engine. */
import { ENGINES } from './engines.ts'
import { itemsContract } from './items.contract.ts'

for (const engine of ENGINES) itemsContract(engine())
