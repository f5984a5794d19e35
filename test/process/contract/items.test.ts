/** The contract of `Items` on the engine that is a process of its own. */
import { itemsContract } from '../../contract/items.contract.ts'
import { compatibleEngine } from './compatible-engine.ts'

itemsContract(compatibleEngine())
