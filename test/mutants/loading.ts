/** Loading: what a process imports first so that it loads one source file as the mutant named in its environment. */
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { type Mutant, mutated } from './mutant.ts'

const mutant = JSON.parse(process.env.MUTANT ?? 'null') as Pick<Mutant, 'file' | 'from' | 'to'> | null
if (mutant !== null) {
  const { href } = pathToFileURL(mutant.file)
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      if (url !== href || !loaded.source) return loaded
      return { ...loaded, source: mutated(loaded.source.toString(), mutant) }
    },
  })
}
