/** The contract of `Store` on the engine that is a process of its own. */
import { storeContract } from '../../contract/store.contract.ts'
import { embeddedEngine } from './embedded-engine.ts'

storeContract(embeddedEngine())
