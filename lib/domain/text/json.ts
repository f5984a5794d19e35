/** Json: text from a stranger to a plain value, or the named problem that it is none. */
import { quoted } from './quote.ts'
import { failed, ok, type Result } from './result.ts'

interface JsonFault {
  readonly kind: 'too-large' | 'not-json'
  readonly detail: string
}

/** No answer that we ask for nests deeper than 6. */
export const NESTING_MAX = 64

/** Keys that reach into the prototype of whatever object they are later copied to. */
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Never throws and never recurses deeper than `NESTING_MAX`, whatever the text. */
export function readJson(text: string): Result<unknown, JsonFault> {
  const nesting = nestingOf(text)
  if (nesting === 'too-deep') {
    return failed(fault('too-large', `is nested deeper than ${NESTING_MAX} levels, more than we read`))
  }
  try {
    return ok(withoutPrototypeKeys(JSON.parse(text)))
  } catch {
    return failed(fault('not-json', `${whatElse(text, nesting)}, expected JSON`))
  }
}

type Nesting = 'closed' | 'cut' | 'too-deep'

/** Counts brackets outside strings; V8's own parser would build 100,000 levels before anybody could object. */
function nestingOf(text: string): Nesting {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (inString) {
      if (char === '\\') at++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') depth--
    if (depth > NESTING_MAX) return 'too-deep'
  }
  return depth > 0 ? 'cut' : 'closed'
}

/** Takes the keys out of a value just parsed; a reviver would do it ten times slower. */
function withoutPrototypeKeys(value: unknown): unknown {
  if (Array.isArray(value)) value.forEach(withoutPrototypeKeys)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      if (PROTOTYPE_KEYS.has(key)) Reflect.deleteProperty(value, key)
      else withoutPrototypeKeys(member)
    }
  }
  return value
}

function whatElse(text: string, nesting: Nesting): string {
  const begin = text.trimStart()
  if (begin === '') return 'is empty'
  const looksLikeJson = begin.startsWith('{') || begin.startsWith('[')
  if (looksLikeJson && nesting === 'cut') return `ends after ${text.length} characters`
  return `begins with ${quoted(begin)}`
}

function fault(kind: JsonFault['kind'], detail: string): JsonFault {
  return { kind, detail: `the reply ${detail}` }
}
