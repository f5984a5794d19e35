/** The contract of `Store` on the engine that is a process of its own. */
import { storeContract } from '../../contract/store.contract.ts'
import { compatibleEngine } from './compatible-engine.ts'

storeContract(compatibleEngine())
