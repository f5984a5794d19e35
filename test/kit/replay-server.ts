/** Replay server: a real HTTP server that answers as a recorded node did, and counts what it is asked. */
import { createServer } from 'node:http'
import { onLoopback } from './loopback.ts'
import { readRecording } from './recording.ts'

export interface ReplayServer {
  readonly url: string
  /** Paths asked, in order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** Serves one recording. */
export async function replay(file: string | URL): Promise<ReplayServer> {
  const answerTo = readRecording(file)
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url!)
    const { status, contentType, body } = answerTo(request.method!, request.url!)
    response.statusCode = status
    response.setHeader('content-type', contentType ?? 'application/json')
    response.end(body)
  })
  return {
    ...(await onLoopback(server)),
    asked,
  }
}
