/** Fleet text: a `watchfire.yaml` for so many nodes seen from so many vantages. */

interface FleetText {
  readonly nodes: number
  readonly vantages: number
  readonly cadence: string
}

export function fleetText({ nodes, vantages, cadence }: FleetText): string {
  const regions = numbered(vantages).map((number) => `region-${number}`)
  const lines = numbered(nodes).map(
    (number) =>
      `  - { id: node-${number}, url: "https://bn${number}.example.com", headers: { authorization: "Bearer \${secret:bn-token}" } }`,
  )
  return [
    'network: mainnet',
    `cadence: ${cadence}`,
    `vantages: [${regions.join(', ')}]`,
    `pagingRegions: [${regions.slice(0, 2).join(', ')}]`,
    'nodes:',
    ...lines,
    '',
  ].join('\n')
}

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}
