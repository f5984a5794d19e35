/** Bundles: each function as one file that Lambda can run, with the settings beside it. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, buildSync } from 'esbuild'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { type FunctionRole, SETTINGS_FILE } from '../../lib/names/resources.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const ROLES: readonly FunctionRole[] = ['look', 'judge', 'desk']

/** Packages that are CommonJS ask for Node's own modules by `require`, which a module does not have. */
const REQUIRE = `import{createRequire as r}from'node:module';const require=r(import.meta.url);`

/** Writes a folder for each function into this one; the same code and settings make the same bytes. */
export function writeBundles(
  folder: string,
  found: { readonly settings: Settings; readonly hash: string },
): Readonly<Record<FunctionRole, string>> {
  const folders = ROLES.map((role) => {
    const outdir = join(folder, role)
    rmSync(outdir, { recursive: true, force: true })
    buildSync(bundleOptions(role, outdir))
    writeFileSync(join(outdir, SETTINGS_FILE), JSON.stringify(found))
    return [role, outdir] as const
  })
  return Object.fromEntries(folders) as Record<FunctionRole, string>
}

/** The SDK is bundled too: that starts faster than the runtime's copy, and is the version that was tested. */
export function bundleOptions(role: FunctionRole, outdir: string) {
  return {
    absWorkingDir: ROOT,
    entryPoints: { index: `functions/${role}.ts` },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    logLevel: 'warning',
  } satisfies BuildOptions
}
