/** Recipe: the code blocks of docs/expose-nodes.md by name, and their placeholders filled in. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'

const GUIDE = readFileSync(new URL('../../../docs/expose-nodes.md', import.meta.url), 'utf8')

const FENCE = '```'

/** The fenced block whose first line ends with the name: ```` ```nginx watchfire.conf ````. */
export function blockOf(name: string): string {
  // Text and blocks take turns between the fences.
  const blocks = GUIDE.split(new RegExp(`^${FENCE}`, 'm')).filter((_, index) => index % 2 === 1)
  const block = blocks.find((each) => each.split('\n')[0]!.endsWith(` ${name}`))
  assert.ok(block, `docs/expose-nodes.md has no block named ${name}`)
  return block.slice(block.indexOf('\n') + 1)
}

const PLACEHOLDER = /\b[A-Z]+(?:_[A-Z]+)+\b/g

export function placeholdersIn(text: string): readonly string[] {
  return [...new Set(text.match(PLACEHOLDER))].sort()
}

/** The first column of the guide's table of placeholders. */
export function placeholdersExplained(): readonly string[] {
  return [...GUIDE.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name!).sort()
}

/** Nothing but placeholders is changed, and none is left. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (name) => {
    assert.ok(name in values, `nothing is given for ${name}`)
    return values[name]!
  })
}

/** The recipe as the guide changes it for client certificates: no map of tokens, another way to say 401. */
export function withClientCertificates(recipe: string): string {
  const steps: readonly (readonly [string | RegExp, string])[] = [
    [/map \$http_authorization [^}]*}\n/, ''],
    ['$watchfire_token $status', '$status'],
    [/^.*return 401;.*\n/m, blockOf('client-certificates.conf')],
  ]
  return steps.reduce((text, [from, to]) => {
    const changed = text.replace(from, () => to)
    assert.notEqual(changed, text, `the recipe has no ${from}`)
    return changed
  }, recipe)
}
