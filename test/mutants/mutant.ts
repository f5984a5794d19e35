/** Mutant: one small wrong change of the source, and the tests that must notice it. */

export interface Mutant {
  /** What is wrong with it, in the words of the law that it breaks. */
  readonly says: string
  /** From the root of the project. */
  readonly file: string
  /** Occurs once in the file. */
  readonly from: string
  readonly to: string
  /** At least one test of these files fails; of several, the likeliest first. */
  readonly by: readonly string[]
  /** Why no test can notice it: it changes nothing that anybody could see. */
  readonly survives?: string
}

/** The source with the one place changed. */
export function mutated(source: string, { file, from, to }: Pick<Mutant, 'file' | 'from' | 'to'>): string {
  const times = source.split(from).length - 1
  if (times !== 1)
    throw new Error(`${file} has the text to change ${times} times, expected once: ${JSON.stringify(from)}`)
  return source.replace(from, () => to)
}
