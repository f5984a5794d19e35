/** Fork steps: what all incidents about several chains have to save and to ask, before anybody decides anything. */
import { nodeSettings } from '../../settings/settings.ts'
import { listed } from '../../text/lists.ts'
import { concerned, type Evidenced } from '../situation.ts'

/** One node of ours of each side; all concerned where only one side has any. */
export function onePerSide(of: Evidenced, sides: readonly (readonly string[])[]): string {
  const own = (node: string) => nodeSettings(of.settings, node) !== undefined
  const named = sides.map((nodes) => nodes.find(own)).filter((node) => node !== undefined)
  return listed(named.length > 1 ? named : concerned(of), 3)
}

export const SAVE_FORK_CHOICE = 'curl -s $NODE/eth/v1/debug/fork_choice > NODE.json'
