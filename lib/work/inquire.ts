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
  const contradiction = contradictionIn(reading, at, clock.now())
  if (contradiction) inquirer.contradicted(node, contradiction)
  return contradiction ? { kind: 'failed' } : toAnswer(reading)
}

function contradictionIn(
  reading: HeaderReading,
  asked: BlockQuestion['at'],
  at: number,
): Contradiction | null {
  const slot = 'slot' in asked ? asked.slot : null
  switch (reading.kind) {
    case 'wrong-slot':
      return slot === null ? null : { at, what: 'wrong-slot', asked: slot, answered: reading.slot }
    case 'wrong-root':
      return { at, what: 'wrong-root' }
    case 'header':
      return reading.header.rootMatches ? null : { at, what: 'root-mismatch', slot }
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
