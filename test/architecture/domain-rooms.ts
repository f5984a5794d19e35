/** Domain rooms: the domain is a dozen folders in one order, and each knows only those to its left. */
import { type Broken, broken } from './broken.ts'
import type { Unit } from './tree.ts'

/** From left to right. Look, Finding, Verdict, Incident and Notice each head one of them. */
export const DOMAIN_ROOMS: readonly string[] = [
  'text',
  'chain',
  'look',
  'kinds',
  'settings',
  'findings',
  'verdicts',
  'people',
  'incidents',
  'escalation',
  'notices',
]

const IN_DOMAIN = /^lib\/domain\/(?:([^/]+)\/)?/

export function everyDomainFileHasARoom(units: readonly Unit[]): readonly Broken[] {
  return units
    .filter(({ path }) => IN_DOMAIN.test(path) && placeOf(path) < 0)
    .map((unit) =>
      broken(unit, 1, `stands in no room of the domain; the rooms are ${DOMAIN_ROOMS.join(', ')}`),
    )
}

export function roomsLookLeft(units: readonly Unit[]): readonly Broken[] {
  return units.flatMap((unit) => {
    const place = placeOf(unit.path)
    if (place < 0) return []
    return unit.imports
      .filter(({ target }) => target !== null && placeOf(target) > place)
      .map(({ target, line }) =>
        broken(unit, line, `${DOMAIN_ROOMS[place]} stands to the left of ${target} and may not know it`),
      )
  })
}

function placeOf(path: string): number {
  const name = IN_DOMAIN.exec(path)?.[1]
  return name === undefined ? -1 : DOMAIN_ROOMS.indexOf(name)
}
