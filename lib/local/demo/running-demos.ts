/** Running demos: the data folders in which demos of this user are being watched now. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isOursAlone, isWatched } from '../data-folder.ts'

/** What follows it is random, so that several can run and nobody can be there first. */
export const DEMO_PREFIX = 'watchfire-demo-'

/** In the folder where demos are made, which others write to as well. */
export function runningDemos(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(DEMO_PREFIX))
    .map((name) => join(folder, name))
    .filter((path) => isOursAlone(path) && isWatched(path))
    .toSorted()
}
