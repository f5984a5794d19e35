/** Serve node: a healthy beacon node on this machine with some answers of your own, to see a kind of incident on a screen. */
import { writeFileSync } from 'node:fs'
import { liar } from './liar.ts'

const USAGE = `usage: node test/kit/serve-node.ts SETTINGS [PATH DATA]...
  SETTINGS  a file that is written: the settings that watch this node
  PATH      a path of the Beacon API, such as /eth/v1/node/peer_count
  DATA      the data of its answer as JSON, such as '{ "connected": "66" }'`

const [file, ...given] = process.argv.slice(2)
const answers = answersOf(given)
if (file === undefined || answers === null) {
  console.error(USAGE)
  process.exitCode = 2
} else {
  const { url } = await liar((path) => answers.get(path))
  writeFileSync(file, `network: devnet\nvantages: [here]\nnodes: [{ id: made-up, url: "${url}" }]\n`)
  console.log(
    `A node answers at ${url} until Ctrl-C. In another shell: bin/watchfire look --settings ${file}`,
  )
}

/** Null where a path has no data, or the data is no JSON. */
function answersOf(pairs: readonly string[]): ReadonlyMap<string, { readonly body: string }> | null {
  const paths = pairs.filter((_, at) => at % 2 === 0)
  try {
    return new Map(paths.map((path, at) => [path, { body: bodyWith(pairs[2 * at + 1] ?? '') }]))
  } catch {
    return null
  }
}

function bodyWith(data: string): string {
  return JSON.stringify({ data: JSON.parse(data) })
}
