/** Section: what one file of `sections/` tells of some keys of the settings file, whatever the rest of it says. */
import type { z } from 'zod'
import type { KeyProblem } from './key-problem.ts'
import type { ValueAt } from './value-at.ts'

/** The text of a file named in the settings, by its path; undefined when there is none. */
export type NamedFiles = (path: string) => string | undefined

/** Besides these, each section has `resolve`: what its keys mean, with every default, once all checks are passed. */
export interface SectionChecks<Meant> {
  /** The shape of its keys and their meaning, made when settings are read: what runs in Lambda reads none. */
  readonly keys: () => z.core.$ZodLooseShape
  /** What a shape cannot hold, told of whatever is well formed enough. */
  readonly problems?: (root: ValueAt, files: NamedFiles) => readonly KeyProblem[]
  /** What is allowed, and will yet be missed one night. */
  readonly doubts?: (meant: Meant) => readonly KeyProblem[]
}

/** The keys of a section as written, once their shape has let them through. */
export type Written<Keys extends () => z.core.$ZodLooseShape> = z.infer<z.ZodObject<ReturnType<Keys>>>
