/** None taken: the receipt of a message of which a channel took nothing. */
import type { Message } from '../../domain/notices/notice.ts'
import type { Receipt, Untaken } from '../../ports.ts'

export const NOTHING_TAKEN = { messageId: '', channel: 'none' } as const

export function noneTaken({ notices }: Message, said: Omit<Untaken, 'notice'>): Receipt {
  return { ...NOTHING_TAKEN, untaken: notices.map((notice) => ({ notice, ...said })) }
}
