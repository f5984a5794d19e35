/** Inquire: drives the domain's inquiry into sides by asking the nodes, and notes answers that contradict the question. */
import type { Contradiction } from '../domain/look/look.ts'
import { type HeaderReading, readHeaderAt, readHeaderByRoot } from '../domain/look/reply/header.ts'
import { headerAt, headerByRoot } from '../domain/look/reply/questions.ts'
import type { Asking, BlockAnswer, BlockQuestion } from '../domain/look/sides/inquiry.ts'
import type { Endpoint } from '../domain/settings/sections/endpoint-settings.ts'
import type { BeaconNodes, Clock } from '../ports.ts'

interface Inquirer {
  readonly clock: Clock
  readonly nodes: BeaconNodes
  readonly endpoints: ReadonlyMap<string, Endpoint>
  readonly deadlineAt: number
  /** Told of each answer that contradicts its question. */
  readonly contradicted: (node: string, contradiction: Contradiction) => void
}

/** Runs an inquiry to its end; what can be asked at once is asked at once. */
export async function inquire<R>(inquirer: Inquirer, asking: Asking<R>): Promise<R> {
  let step = asking.next()
  while (!step.done) {
    const answers = await Promise.all(step.value.map((question) => askOne(inquirer, question)))
    step = asking.next(answers)
  }
  return step.value
}

async function askOne(inquirer: Inquirer, question: BlockQuestion): Promise<BlockAnswer> {
  const { nodes, endpoints, deadlineAt, clock } = inquirer
  const { at, node } = question
  const asked = 'slot' in at ? headerAt(at.slot) : headerByRoot(at.root)
  if (clock.now() >= deadlineAt) return { kind: 'failed' }
  const answer = await nodes.ask(endpoints.get(node)!, asked, { deadlineAt })
  if (answer.kind === 'fault') return { kind: 'failed' }
  const reply = { status: answer.status, body: answer.body }
  const reading = 'slot' in at ? readHeaderAt(reply, at.slot) : readHeaderByRoot(reply, at.root)
  const contradiction = contradictionIn(reading, at)
  if (contradiction) inquirer.contradicted(node, { at: clock.now(), ...contradiction })
  return contradiction ? { kind: 'failed' } : toAnswer(reading)
}

function contradictionIn(reading: HeaderReading, at: BlockQuestion['at']): Omit<Contradiction, 'at'> | null {
  const asked = 'slot' in at ? `slot ${at.slot}` : 'a block by its root'
  switch (reading.kind) {
    case 'wrong-slot':
      return { what: 'wrong-slot', says: `asked for ${asked} it answered with slot ${reading.slot}` }
    case 'wrong-root':
      return { what: 'root-mismatch', says: 'asked for a block by its root it answered with another block' }
    case 'header':
      return reading.header.rootMatches
        ? null
        : {
            what: 'root-mismatch',
            says: `asked for ${asked} it gave a root that is not the hash of the header it gave`,
          }
    default:
      return null
  }
}

function toAnswer(reading: HeaderReading): BlockAnswer {
  if (reading.kind === 'none') return { kind: 'none' }
  if (reading.kind !== 'header') return { kind: 'failed' }
  const { slot, root, parentRoot } = reading.header
  return { kind: 'block', slot, root, parentRoot }
}
