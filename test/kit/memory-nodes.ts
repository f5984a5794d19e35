/** Memory nodes: beacon nodes without a network, each of which answers by a function of its own. */
import type { BeaconNodes } from '../../lib/ports.ts'
import { readRecording } from './recording.ts'
import type { Lie } from './well-node.ts'

type AnswerTo = (method: string, path: string) => { readonly status: number; readonly body: string }

const TIMINGS = { dns: null, connect: null, tls: null, firstByte: 1, total: 2 }

interface MemoryNodes extends BeaconNodes {
  /** How often a node was asked. */
  asked(id: string): number
}

/** By the ids of the nodes. */
export function memoryNodes(answers: Readonly<Record<string, AnswerTo>>): MemoryNodes {
  const asked: string[] = []
  return {
    asked: (id) => asked.filter((one) => one === id).length,
    async ask({ id }, { method, path }) {
      asked.push(id)
      const { status, body } = answers[id]!(method, path)
      return { kind: 'answer', status, body, timingsMs: TIMINGS }
    },
    close: async () => undefined,
  }
}

/** Answers as a well node does, but for what it lies about. */
export function lying(honest: (path: string) => string | null, lie: Lie = () => undefined): AnswerTo {
  return (_, path) => {
    const said = lie(path)
    const body = said?.body ?? honest(path)
    return { status: said?.status ?? (body === null ? 404 : 200), body: body ?? '{"code":404}' }
  }
}

export function replayed(file: URL): AnswerTo {
  return readRecording(file)
}
