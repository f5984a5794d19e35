/** The contract of `Items` on the engine that is a process of its own. */
import { itemsContract } from '../../contract/items.contract.ts'
import { embeddedEngine } from './embedded-engine.ts'

itemsContract(embeddedEngine())
