/** Peer count: how many peers a node says it is connected to; the other counts are not read. */
import { type Reading, type Reply, readReply } from './reading.ts'

export function readPeerCount(reply: Reply): Reading<number> {
  return readReply(reply, (data) => data.integer('connected'))
}
