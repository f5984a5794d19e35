/** Far apart: what watches, pages and is watched must not all stand behind one fault. */
import { writeSubject } from '../../domain/kinds/subject.ts'

import type { NodeSettings } from '../../domain/settings/sections/node-settings.ts'
import type { Settings } from '../../domain/settings/settings.ts'
import { publicHost } from '../../domain/text/secret-text.ts'
import { type DoctorComplaint, defect } from './doctor-complaint.ts'
import type { DoctorFacts } from './doctor-facts.ts'

export function vantageComplaints({ settings: { vantages } }: DoctorFacts): readonly DoctorComplaint[] {
  const names = vantages.map(({ name }) => name)
  const complain = (says: string) => [
    defect('one-vantage', 'settings', {
      says,
      mend: 'Watch from three Regions on different continents; docs/deploy.md says how to choose.',
    }),
  ]
  if (names.length === 1)
    return complain(
      `${names[0]} is the only vantage: when it fails nobody looks, and a cut cable looks like a dead node.`,
    )
  const area = onlyArea(names)
  return area === undefined
    ? []
    : complain(
        `All vantages (${names.join(', ')}) are in one part of the world, ${area}: one fault can take all.`,
      )
}

/** With one vantage there is nothing else to say. */
export function pagingRegionComplaints({ settings }: DoctorFacts): readonly DoctorComplaint[] {
  const { pagingRegions, vantages } = settings
  if (vantages.length === 1) return []
  const complain = (says: string) => [
    defect('one-paging-region', 'settings', {
      says,
      mend: 'Name two Regions on different continents under pagingRegions.',
    }),
  ]
  if (pagingRegions.length === 1)
    return complain(
      `${pagingRegions[0]} is the only Region that can page: when its SNS fails, nobody is told.`,
    )
  const area = onlyArea(pagingRegions)
  return area === undefined || onlyArea(vantages.map(({ name }) => name)) !== undefined
    ? []
    : complain(`All paging Regions (${pagingRegions.join(', ')}) are in one part of the world, ${area}.`)
}

/** The part of the world that all names share; undefined when they differ, or are no names of Regions. */
function onlyArea(names: readonly string[]): string | undefined {
  const [first, ...others] = names.map(areaOf)
  return first !== undefined && others.every((area) => area === first) ? first : undefined
}

/** A continent by the first letters of a Region's name; North America is wide, and has two coasts. */
function areaOf(region: string): string | undefined {
  const [, continent, side] = /^([a-z]{2})-(?:gov-)?([a-z]+)-\d$/.exec(region) ?? []
  if (continent === undefined) return undefined
  return continent === 'us' || continent === 'ca'
    ? `America ${side === 'west' ? 'west' : 'east'}`
    : AREAS[continent]
}

const AREAS: Readonly<Record<string, string>> = {
  eu: 'Europe',
  ap: 'Asia and the Pacific',
  me: 'the Middle East',
  il: 'the Middle East',
  sa: 'South America',
  af: 'Africa',
  mx: 'America west',
}

export function heartbeatComplaints({ settings: { heartbeat } }: DoctorFacts): readonly DoctorComplaint[] {
  if (heartbeat !== undefined) return []
  return [
    defect('heartbeat', 'settings', {
      says: 'There is no heartbeat: when Watchfire itself is gone, silence passes for health.',
      mend: "Give heartbeat the URL of a dead man's switch outside this account.",
    }),
  ]
}

/** A group of validators that counts on several nodes behind one host counts on one. */
export function hostComplaints({ settings }: DoctorFacts): readonly DoctorComplaint[] {
  const { nodes, validators } = settings
  const fleet = onlyHost(nodes)
  if (fleet !== undefined) return [oneHost('fleet', `All ${nodes.length} nodes are`, fleet)]
  return validators.flatMap(({ group }) => {
    const serving = nodes.filter(({ serves }) => serves.includes(group))
    const host = onlyHost(serving)
    if (host === undefined) return []
    return [
      oneHost(
        writeSubject({ about: 'group', name: group }),
        `All ${serving.length} nodes that serve ${group} are`,
        host,
      ),
    ]
  })
}

function oneHost(subject: string, who: string, host: string): DoctorComplaint {
  return defect('one-host', subject, {
    says: `${who} behind one host, ${host}: they fail together, and look like each other's replacement.`,
    mend: 'Give each node an address of its own, or have a node somewhere else as well.',
  })
}

/** The host that two or more nodes have in common; ports do not make two of it. */
function onlyHost(nodes: Settings['nodes']): string | undefined {
  const [first, ...others] = nodes.map(hostOf)
  return others.length > 0 && first !== undefined && others.every((host) => host === first)
    ? first
    : undefined
}

function hostOf({ url }: NodeSettings): string | undefined {
  const host = publicHost(url)
  return host.startsWith('(') ? undefined : host.replace(/:\d+$/, '')
}
