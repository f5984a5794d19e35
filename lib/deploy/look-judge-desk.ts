/** Look, judge and desk: the three functions of a Region, and what each is given beyond its code. */
import { ArnFormat } from 'aws-cdk-lib'
import { FunctionUrlAuthType, type IDestination, type IFunction } from 'aws-cdk-lib/aws-lambda'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { VantageSettings } from '../domain/settings/sections/vantage-settings.ts'
import { functionName } from '../names/resources.ts'
import { ASYNC_LIMITS } from './function-limits.ts'
import { addFunction } from './functions.ts'
import { grant } from './grant.ts'
import { deskGrants, judgeGrants, lookGrants } from './grants.ts'
import { networkGrants, placementOf } from './network.ts'
import type { Site } from './site.ts'

/** Well or not, its outcome goes to judge. */
export function addLook(site: Site, vantage: VantageSettings, judge: IFunction): IFunction {
  const { stack, settings } = site
  const placement = placementOf(stack, vantage)
  const functionArn = stack.formatArn({
    service: 'lambda',
    resource: 'function',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    resourceName: functionName(settings.name, 'look'),
  })
  return addFunction(site, {
    role: 'look',
    says: `Watchfire ${settings.name}: asks every node from here and keeps what it saw`,
    grants: [
      ...lookGrants(site),
      grant({ actions: ['lambda:InvokeFunction'], resources: [judge.functionArn] }),
      ...(placement === undefined ? [] : networkGrants(functionArn)),
    ],
    options: {
      ...placement,
      ...ASYNC_LIMITS,
      onSuccess: toFunction(judge),
      onFailure: toFunction(judge),
      // Names are looked up on these threads; with the usual four, slow names would delay the others.
      environment: { UV_THREADPOOL_SIZE: '16' },
    },
  })
}

/** What it fails on is not tried again by AWS, but by the next run. */
export function addJudge(site: Site, deadLetters: IQueue): IFunction {
  return addFunction(site, {
    role: 'judge',
    says: `Watchfire ${site.settings.name}: judges what all Regions saw and pages what is due`,
    grants: [
      ...judgeGrants(site),
      grant({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
    ],
    options: { ...ASYNC_LIMITS, onFailure: { bind: () => ({ destination: deadLetters.queueArn }) } },
  })
}

/** Its address. Anybody who knows it may ask, as people do who follow a link in a message. */
export function addDesk(site: Site): string {
  const desk = addFunction(site, {
    role: 'desk',
    says: `Watchfire ${site.settings.name}: answers people`,
    grants: deskGrants(site),
  })
  return desk.addFunctionUrl({ authType: FunctionUrlAuthType.NONE }).url
}

/** The role has its own statement: a grant would also allow every version and alias, by a wildcard. */
function toFunction({ functionArn }: IFunction): IDestination {
  return { bind: () => ({ destination: functionArn }) }
}
