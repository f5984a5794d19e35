/** Form: how a file opens, what it is called, and what none of them contains. */
import { posix } from 'node:path'
import { full } from 'acorn-walk'
import { type Broken, broken, lineAt } from './broken.ts'
import { roomOf } from './doors.ts'
import { typesOf, type Unit } from './tree.ts'

export function everyFileOpensWithASentence(units: readonly Unit[]): readonly Broken[] {
  return units
    .filter(({ source }) => !isSentence(openingOf(source)))
    .map((unit) => broken(unit, 1, 'must open with one sentence in /** */ that says what the file is'))
}

function openingOf(source: string): string {
  const comment = source.match(/^(?:#!.*\n)?\/\*\*([\s\S]*?)\*\//)?.[1] ?? ''
  return comment
    .replace(/\n\s*\*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function isSentence(text: string): boolean {
  return /[^.]\.$/.test(text) && !/[.!?] [A-Z]/.test(text)
}

/** Files whose default export a tool demands, each with the tool. */
const DEFAULT_EXPORTS: Readonly<Record<string, string>> = {}

export function nothingIsExportedByDefault(units: readonly Unit[]): readonly Broken[] {
  return units
    .filter(({ path }) => !Object.hasOwn(DEFAULT_EXPORTS, path))
    .flatMap((unit) =>
      unit.exports
        .filter(({ name }) => name === 'default')
        .map(({ line }) => broken(unit, line, 'no default exports')),
    )
}

/** An export that hands on another file's makes knots, and one that cannot be read hides from the laws. */
export function exportsArePlain(units: readonly Unit[]): readonly Broken[] {
  return units.flatMap((unit) => [
    ...unit.imports
      .filter(({ form }) => form === 're-export')
      .map(({ line, specifier }) => broken(unit, line, `hands on the exports of ${specifier}`)),
    ...unit.exports
      .filter(({ name }) => name === '?')
      .map(({ line }) => broken(unit, line, 'exports in a form that these laws cannot read')),
  ])
}

const EMPTY_NAMES = /(^|-)(index|utils?|helpers?|managers?|services?|data|misc|common)(\.test)?\.ts$/

export function namesSaySomething(units: readonly Unit[]): readonly Broken[] {
  return units
    .filter(({ path }) => EMPTY_NAMES.test(posix.basename(path)))
    .map((unit) => broken(unit, 1, `${posix.basename(unit.path)} is a name for anything`))
}

export function typesAreKept(units: readonly Unit[]): readonly Broken[] {
  return units.flatMap((unit) => [
    ...[...typesOf(unit).matchAll(/(?<![\w$.])any(?![\w$]|\s*\??:)/g)].map(({ index }) =>
      broken(unit, lineAt(unit.source, index), 'no any; unknown is a type too'),
    ),
    ...[...unit.source.matchAll(/^\s*(?:\/\/|\/\*+)\s*@ts-(?:ignore|nocheck)/gm)].map(({ index, 0: text }) =>
      broken(unit, lineAt(unit.source, index + text.search(/\S/)), 'no @ts-ignore or @ts-nocheck'),
    ),
  ])
}

/** Files that need a class, each with the reason; constructs in deploy are classes by nature. */
const CLASSES: Readonly<Record<string, string>> = {}

export function onlyConstructsAreClasses(units: readonly Unit[]): readonly Broken[] {
  return units.flatMap((unit) => {
    if (roomOf(unit.path) === 'deploy' || Object.hasOwn(CLASSES, unit.path)) return []
    const found: Broken[] = []
    full(unit.program, ({ type, loc }) => {
      if (type === 'ClassDeclaration' || type === 'ClassExpression')
        found.push(broken(unit, loc!.start.line, 'no class outside lib/deploy'))
    })
    return found
  })
}
