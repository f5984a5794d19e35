/** Block: how a block and a checkpoint are named. */

export interface BlockRef {
  readonly slot: number
  /** 0x and 64 hex digits, lower case. */
  readonly root: string
}

export interface Checkpoint {
  readonly epoch: number
  readonly root: string
}

/** The first eight hex digits of a root, enough to tell two apart at a glance. */
export function shortRoot(root: string): string {
  return `${root.slice(0, 10)}…`
}
