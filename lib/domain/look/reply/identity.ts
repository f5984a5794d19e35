/** Identity: the peer id of the node that answers; another one behind the same URL is another node. */
import { type Reading, type Reply, readReply } from './reading.ts'

/** Longer than any peer id of libp2p. */
const PEER_ID_CHARS_MAX = 128

export function readIdentity(reply: Reply): Reading<string> {
  return readReply(reply, (data) => data.text('peer_id', PEER_ID_CHARS_MAX))
}
