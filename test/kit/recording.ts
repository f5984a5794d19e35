/** Recording: what a real node once answered, one JSON object a line, by method and path. */
import { readFileSync } from 'node:fs'

interface Recorded {
  readonly method?: string
  readonly path: string
  readonly status: number
  readonly contentType: string | null
  readonly body: string
}

const NOT_RECORDED = { status: 404, contentType: null, body: '{"statusCode":404,"message":"not recorded"}' }

export function readRecording(
  file: string | URL,
): (method: string, path: string) => Omit<Recorded, 'method' | 'path'> {
  const recorded = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded)
  const answers = new Map(recorded.map((one) => [`${one.method ?? 'GET'} ${one.path}`, one]))
  return (method, path) => answers.get(`${method} ${path}`) ?? NOT_RECORDED
}
