/** Ground: what the project's folder holds, and what no file in it may say. */
import { type Broken, broken, lineAt } from './broken.ts'
import type { TextFile } from './tree.ts'

const TOP_LEVEL = new Set([
  ...['lib', 'functions', 'bin', 'test', 'docs'],
  ...['cdk.json', 'package.json', 'package-lock.json', 'tsconfig.json', 'biome.json'],
  ...['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'LICENSE', 'watchfire.example.yaml'],
  // What every project has, where people and forges look for it.
  ...['CONTRIBUTING.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md'],
])

/** What begins with a dot is out of sight: the forge's, the editor's, or somebody's own. */
export function topLevelIsShort(files: readonly TextFile[]): readonly Broken[] {
  return [...new Set(files.map(({ path }) => path.split('/')[0]!))]
    .filter((name) => !name.startsWith('.') && !TOP_LEVEL.has(name))
    .map((name) => broken({ path: name }, 1, 'does not belong at the top level'))
}

/** A lock file with hosts installs only where those hosts answer, and a path of one machine only there. */
const PLACES: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a package registry', /registry\.(npmjs|yarnpkg)|\bnpmjs\.(org|com)|\bnpm\.pkg\./gi],
  ['a path of one machine', /(?<![\w.}\]~*\\-])\/(home|root|tmp|work|Users)\b(?!-)/g],
]

export function noFileNamesAMachine(files: readonly TextFile[]): readonly Broken[] {
  return files.flatMap((file) =>
    PLACES.flatMap(([what, pattern]) =>
      [...file.source.matchAll(pattern)].map(({ index, 0: text }) =>
        broken(file, lineAt(file.source, index), `names ${what}: ${text}`),
      ),
    ),
  )
}

export function lockFilesNameNoHost(files: readonly TextFile[]): readonly Broken[] {
  return files
    .filter(({ path }) => /(^|\/)package-lock\.json$/.test(path))
    .flatMap((file) =>
      [...file.source.matchAll(/"resolved":/g)].map(({ index }) =>
        broken(file, lineAt(file.source, index), 'has a resolved URL; see .npmrc'),
      ),
    )
}
