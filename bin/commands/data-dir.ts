/** Data dir: where a local watch keeps its facts. */

/** Taken when no other folder is named. */
export const DATA_DIR = '.watchfire'
