/** Secret regions: the secrets that the settings name, and what each vantage Region says of its parameters. */
import { type ParametersOf, ssmParameters } from '../../lib/adapters/aws/ssm-parameters.ts'
import { secretsToLook, secretsToPage } from '../../lib/domain/settings/needed-secrets.ts'
import type { Settings } from '../../lib/domain/settings/settings.ts'
import { failed, ok, type Result } from '../../lib/domain/text/result.ts'
import { LINK_KEY } from '../../lib/names/resources.ts'

/** Each once, and the key that signs links. */
export function namesUsed(settings: Settings): string[] {
  return [...new Set([...secretsToLook(settings), ...secretsToPage(settings), LINK_KEY])]
}

export interface RegionOutcome<T> {
  readonly region: string
  /** The error is the reason in words. */
  readonly outcome: Result<T, string>
}

/** In all of them at once; one that does not answer keeps no other from it. */
export async function inEachRegion<T>(
  { name: installation, vantages }: Settings,
  work: (parameters: ParametersOf) => Promise<T>,
): Promise<RegionOutcome<T>[]> {
  return await Promise.all(
    vantages.map(async ({ name: region }) => {
      const parameters = ssmParameters({ region, installation })
      try {
        return { region, outcome: ok(await work(parameters)) }
      } catch (error) {
        return { region, outcome: failed(error instanceof Error ? error.message : String(error)) }
      } finally {
        parameters.close()
      }
    }),
  )
}
