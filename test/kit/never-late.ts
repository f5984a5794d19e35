/** Never late: a process that has always been there, for tests whose outcome must not hang on how busy the machine is. */
import type { ProcessLateness } from '../../lib/adapters/http/process-lateness.ts'

export const NEVER_LATE: ProcessLateness = { begin: () => () => 0 }
