/** Fast suite: what `npm test` runs starts no process, opens no socket and reads no clock but the one it is handed. */
import { type Broken, broken, lineAt } from './broken.ts'
import { reaches } from './purity.ts'
import type { TextFile, Unit } from './tree.ts'

/** Folders whose tests have suites of their own. */
const OTHER_SUITES = ['process', 'devnet', 'slow', 'sim', 'browser', 'mutants']

const FAST = new RegExp(String.raw`^test/(?!(?:${OTHER_SUITES.join('|')})/).*\.test\.ts$`)

/** What they are for: the outside. A test that uses one stands under test/process, and the guard sees it at run time. */
const ADAPTERS = /^lib\/adapters\//

/** Files are no harm, and SQLite is one; these start something, or take as long as the machine likes. */
const OUTSIDE =
  /^(node:)?(child_process|cluster|dgram|http|http2|https|inspector|net|repl|timers|tls|worker_threads)(\/|$)/

const CLOCKS = /^(Date|new Date|performance|setTimeout|setInterval|fetch|WebSocket|EventSource)\b/

/** Every file that a fast test leads to, with types erased, as Node has them when it runs. */
export function fastTestsStayInside(units: readonly Unit[]): readonly Broken[] {
  return [...leadingFrom(units)].flatMap(([unit, test]) => {
    if (ADAPTERS.test(unit.path)) return []
    const way = unit.path === test ? 'a fast test' : `${test} leads here, and it`
    const imported = unit.imports
      .filter((each) => each.form !== 'import type' && OUTSIDE.test(each.specifier))
      .map(({ line, specifier }) => broken(unit, line, `${way} may not import ${specifier}`))
    const used = reaches(unit)
      .filter(({ what }) => CLOCKS.test(what) || what === 'AbortSignal.timeout')
      .map(({ line, what }) => broken(unit, line, `${way} may not use ${what}`))
    return [...imported, ...used]
  })
}

/** Each file that is reached, with the first test that leads to it. */
function leadingFrom(units: readonly Unit[]): ReadonlyMap<Unit, string> {
  const byPath = new Map(units.map((unit) => [unit.path, unit]))
  const found = new Map<Unit, string>()
  const visit = (unit: Unit, test: string) => {
    if (found.has(unit)) return
    found.set(unit, test)
    for (const each of unit.imports) {
      const next = each.form === 'import type' ? undefined : byPath.get(each.target ?? '')
      if (next !== undefined) visit(next, test)
    }
  }
  for (const unit of units) if (FAST.test(unit.path)) visit(unit, unit.path)
  return found
}

const GUARD = '--import ./test/kit/fast-guard.ts'

/** What is found here in the text of files, the guard finds when they run; the script must load it, and leave out the rest. */
export function theFastScriptIsGuarded(files: readonly TextFile[]): readonly Broken[] {
  const file = files.find(({ path }) => path === 'package.json')
  const said = file?.source.match(/"test": .*/)
  if (file === undefined || said?.index === undefined) return ['package.json: has no script "test"']
  return [GUARD, `test/!(${OTHER_SUITES.join('|')})/**/*.test.ts`]
    .filter((expected) => !said[0].includes(expected))
    .map((expected) =>
      broken(file, lineAt(file.source, said.index!), `the script "test" does not say ${expected}`),
    )
}
