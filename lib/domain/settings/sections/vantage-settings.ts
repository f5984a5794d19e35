/** Vantage settings: from where is watched, where the table is at home, and which vantages page. */
import { z } from 'zod'
import { type KeyProblem, problemAt } from '../key-problem.ts'
import type { Written } from '../section.ts'
import { closed, list, name, text } from '../shapes.ts'
import { at, isMapAt, items, type TextAt, texts, type ValueAt } from '../value-at.ts'

export interface VantagesSection {
  /** Vantages in the order written; turns are counted along it. */
  readonly vantages: readonly VantageSettings[]
  /** The vantage whose Region holds the stack of the global table. */
  readonly home: string
  readonly pagingRegions: readonly string[]
}

export interface VantageSettings {
  readonly name: string
  readonly vpcId?: string
  readonly subnetIds?: readonly string[]
}

export const vantagesSection = {
  keys,
  problems: (root: ValueAt) => items(at(root, 'vantages')).flatMap(nameProblems),
  resolve: (written: Written<typeof keys>): VantagesSection => {
    const vantages = written.vantages.map(resolveVantage)
    const names = vantages.map(({ name }) => name)
    return { vantages, home: written.home ?? names[0]!, pagingRegions: written.pagingRegions ?? names }
  },
}

/** The name of a vantage, in any of its forms. */
export function vantageNames(vantage: ValueAt): readonly TextAt[] {
  return [vantage, at(vantage, 'region'), at(vantage, 'name')].flatMap(texts).slice(0, 1)
}

function keys() {
  return {
    vantages: list(vantageShape(), { min: 1, max: 10, of: 'vantages' }).meta({
      description:
        'From where the nodes are watched. Three or more, far apart, tell a dead node from a cut cable.',
    }),
    home: name({
      description:
        'The vantage that holds the stack of the global table; all others hold replicas of it. It cannot move once deployed, so name it before the list of vantages is sorted anew.',
      unset: 'the first vantage',
    }).exactOptional(),
    pagingRegions: list(name({ description: 'One of `vantages`.' }), { min: 1, max: 10, of: 'vantages' })
      .meta({
        description: 'The vantages that can page. Each must be one of `vantages`.',
        unset: 'all vantages',
      })
      .exactOptional(),
  }
}

const VANTAGE_EXPECTED = 'a name, or a map with region (or name), vpcId and subnetIds'

function vantageShape() {
  return z.union([vantageName(), closed(vantageKeys(), VANTAGE_EXPECTED)], { error: VANTAGE_EXPECTED })
}

function vantageName() {
  return name({
    description:
      'The name of a vantage. `cdk synth` asks for the name of an AWS Region; on one machine any name will do.',
    examples: ['eu-central-1'],
    unset: '**required**, or `name`',
  })
}

function vantageKeys() {
  return {
    region: vantageName().exactOptional(),
    name: name({
      description: 'The same as `region`, for a vantage that is no Region. Give one of the two.',
    }).exactOptional(),
    vpcId: text(/^vpc-[0-9a-f]{8,17}$/, {
      description:
        'The VPC whose NAT gateway gives this vantage a fixed address, for nodes behind an allow-list. Only looks are made from it; judging and paging do not depend on it. Only together with `subnetIds`.',
      form: '`vpc-…`',
      expected: 'the id of a VPC, such as vpc-0a1b2c3d',
    }).exactOptional(),
    subnetIds: list(
      text(/^subnet-[0-9a-f]{8,17}$/, {
        description: 'A subnet of that VPC.',
        form: '`subnet-…`',
        expected: 'the id of a subnet, such as subnet-0a1b2c3d',
      }),
      { min: 1, max: 16, of: 'ids of subnets' },
    )
      .meta({ description: 'Private subnets of that VPC.' })
      .exactOptional(),
  }
}

function nameProblems(vantage: ValueAt): readonly KeyProblem[] {
  if (!isMapAt(vantage)) return []
  const names = ['region', 'name'].filter((key) => at(vantage, key).value !== undefined)
  if (names.length === 1) return []
  const found = names.length === 0 ? 'no name' : 'two names'
  return [problemAt(vantage.path, `has ${found}, expected either region or name`)]
}

function resolveVantage(written: z.infer<ReturnType<typeof vantageShape>>): VantageSettings {
  if (typeof written === 'string') return { name: written }
  const { region, name, ...network } = written
  return { ...network, name: (region ?? name)! }
}
