/** Missing: a tool that a suite needs and this machine lacks is a skip on a laptop and a failure in CI. */

/** The reason to skip, or false when the tool is there. */
export function missing(tool: unknown, reason: string): string | false {
  if (tool !== null && tool !== undefined) return false
  if (process.env.CI) throw new Error(`Cannot run this suite in CI: ${reason}`)
  return reason
}
