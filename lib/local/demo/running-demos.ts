/** Running demos: the data folders in which demos of this user are being watched now. */
import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isWatched } from '../data-folder.ts'

/** What follows it is random, so that several can run and nobody can be there first. */
export const DEMO_PREFIX = 'watchfire-demo-'

const FOR_OTHERS = 0o077

/** A folder that others could have made or can write to is no demo of ours, whatever its name. */
export function runningDemos(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(DEMO_PREFIX))
    .map((name) => join(folder, name))
    .filter((path) => isOursAlone(path) && isWatched(path))
    .toSorted()
}

function isOursAlone(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & FOR_OTHERS) === 0
}
