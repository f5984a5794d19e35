/** Keys stay: the one rule that no step and no text may leave a doubt about. */
import { warning } from './text-sentences.ts'

/** No step may destroy evidence or lead to a key being used in a second place. */
export const KEYS_STAY = 'Never start the same keys in a second validator client: that is what gets slashed.'

export const KEYS_STAY_BRIEFLY = warning('Keys stay where they are.')
