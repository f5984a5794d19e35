/** YAML document: the YAML text as plain values, with the line and column of every one of them. */
import { type Document, LineCounter, parseDocument, type YAMLError } from 'yaml'
import { type KeyProblem, problemOfKey } from './key-problem.ts'
import { firstProblems, type Problem } from './problem.ts'
import { offsetAt, placesIn } from './yaml-places.ts'
import { type PlainYaml, plainYaml } from './yaml-values.ts'

type SettingsDocument =
  | { readonly readable: false; readonly problems: readonly Problem[] }
  | {
      readonly readable: true
      /** The plain value of the file; undefined when it is empty. */
      readonly value: unknown
      readonly keyProblems: readonly KeyProblem[]
      /** In the order of the file, each once; of very many the first, and how many there are besides. */
      locate(problems: readonly KeyProblem[]): readonly Problem[]
    }

/** Far more than the settings of a thousand nodes. */
const CHARACTERS_MAX = 2_000_000

export function readDocument(file: string, text: string): SettingsDocument {
  const lines = new LineCounter()
  const problemOf = ({ offset, message }: Placed): Problem => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col, message }
  }
  const unreadable = (found: readonly Placed[]): SettingsDocument => ({
    readable: false,
    problems: firstProblems(found.toSorted(byOffset), problemOf),
  })
  if (text.length > CHARACTERS_MAX) return unreadable([{ offset: 0, message: TOO_LONG }])
  // Duplicate keys are found below, where their path is known; messages that quote the file are not wanted.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const broken = [...document.errors, ...document.warnings]
  if (broken.length > 0)
    return unreadable(broken.map((error) => ({ offset: error.pos[0], message: saySyntax(error) })))
  const plain = plainYaml(document.contents)
  if (plain.unusable.length > 0) return unreadable(plain.unusable)
  return {
    readable: true,
    value: plain.value ?? undefined,
    keyProblems: plain.badKeys.map(({ path, why }) => problemOfKey(path, BAD_KEYS[why])),
    locate: (problems) => firstProblems(inOrder(document, plain, problems), problemOf),
  }
}

interface Placed {
  readonly offset: number
  readonly message: string
}

function byOffset(a: Placed, b: Placed): number {
  return a.offset - b.offset
}

/** The words of a problem are read only when it is shown: a suggestion is looked for among all names that there are. */
function inOrder(document: Document, { targets }: PlainYaml, problems: readonly KeyProblem[]) {
  const places = placesIn(document.contents, targets)
  return problems
    .map((problem) => ({ offset: offsetAt(places, problem), problem }))
    .toSorted((a, b) => a.offset - b.offset)
    .map(
      ({ offset, problem }): Placed => ({
        offset,
        get message() {
          return problem.message
        },
      }),
    )
}

const TOO_LONG = `Cannot read the YAML: it is longer than ${CHARACTERS_MAX} characters, expected less`

const BAD_KEYS = {
  again: 'is given more than once, expected it once',
  prototype: 'is not a known key',
} as const

/** The parser's own words may quote the file, and so a secret; these do not. */
function saySyntax(error: YAMLError): string {
  return `Cannot read the YAML: ${SYNTAX[error.code] ?? 'it is malformed here'}`
}

const SYNTAX: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT:
    'the indentation does not fit, expected it in line with its neighbours and every bracket before it closed',
  TAB_AS_INDENT: 'a tab is used as indentation, expected spaces',
  MISSING_CHAR:
    'something is missing here, expected a colon after a key, a comma, a closing bracket or a closing quote',
  UNEXPECTED_TOKEN: 'something stands here that has no place, expected a key, a value or the end of the line',
  BAD_SCALAR_START: 'a text begins with a character that YAML keeps for itself, expected the text in quotes',
  BAD_DQ_ESCAPE: 'a text in double quotes holds an unknown escape (\\), expected single quotes or \\\\',
  BLOCK_AS_IMPLICIT_KEY:
    'a value stands where only a text can, expected a key and its value on lines of their own',
  BLOCK_IN_FLOW: 'an indented list or map stands inside brackets, expected it in brackets as well',
  MULTILINE_IMPLICIT_KEY:
    'a value runs on into a line that holds a key, expected that key in line with its neighbours',
  MULTIPLE_DOCS: 'a second document begins here, expected one',
  TAG_RESOLVE_FAILED: 'a tag (!) is unknown or does not fit its value, expected none (or the text in quotes)',
  BAD_ALIAS:
    'the name of an anchor (&) or an alias (*) is malformed, expected a name (or the text in quotes)',
  RESOURCE_EXHAUSTION: 'lists and maps are nested too deeply, expected a few levels',
}
