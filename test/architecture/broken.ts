/** Broken: how a law says which file breaks it, and where. */

/** `FILE:LINE: RULE`. */
export type Broken = string

export function broken({ path }: { readonly path: string }, line: number, rule: string): Broken {
  return `${path}:${line}: ${rule}`
}

/** The line of a position, from 1. */
export function lineAt(source: string, index: number): number {
  return source.slice(0, index).split('\n').length
}
