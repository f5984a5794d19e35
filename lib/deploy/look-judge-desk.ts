/** Look, judge and desk: the three functions of a Region, and what each is given beyond its code. */
import { ArnFormat } from 'aws-cdk-lib'
import { FunctionUrlAuthType, type IDestination, type IFunction } from 'aws-cdk-lib/aws-lambda'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { VantageSettings } from '../domain/settings/sections/vantage-settings.ts'
import { functionName } from '../names/resources.ts'
import { deskGrants, judgeGrants, lookGrants } from './function-grants.ts'
import { ASYNC_LIMITS } from './function-limits.ts'
import { grant } from './grant.ts'
import { addFunction } from './lambda-function.ts'
import type { VantageScope } from './vantage-scope.ts'
import { vpcGrants, vpcPlacement } from './vpc.ts'

/** Well or not, its outcome goes to judge. */
export function addLook(scope: VantageScope, vantage: VantageSettings, judge: IFunction): IFunction {
  const { stack, settings } = scope
  const placement = vpcPlacement(stack, vantage)
  const functionArn = stack.formatArn({
    service: 'lambda',
    resource: 'function',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    resourceName: functionName(settings.name, 'look'),
  })
  return addFunction(scope, {
    role: 'look',
    says: `Watchfire ${settings.name}: asks every node from here and keeps what it saw`,
    grants: [
      ...lookGrants(scope),
      grant({ actions: ['lambda:InvokeFunction'], resources: [judge.functionArn] }),
      ...(placement === undefined ? [] : vpcGrants(functionArn)),
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
export function addJudge(scope: VantageScope, deadLetters: IQueue): IFunction {
  return addFunction(scope, {
    role: 'judge',
    says: `Watchfire ${scope.settings.name}: judges what all Regions saw and pages what is due`,
    grants: [
      ...judgeGrants(scope),
      grant({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
    ],
    options: { ...ASYNC_LIMITS, onFailure: { bind: () => ({ destination: deadLetters.queueArn }) } },
  })
}

/** Its address. Anybody who knows it may ask, as people do who follow a link in a message. */
export function addDesk(scope: VantageScope): string {
  const desk = addFunction(scope, {
    role: 'desk',
    says: `Watchfire ${scope.settings.name}: answers people`,
    grants: deskGrants(scope),
  })
  return desk.addFunctionUrl({ authType: FunctionUrlAuthType.NONE }).url
}

/** The role has its own statement: a grant would also allow every version and alias, by a wildcard. */
function toFunction({ functionArn }: IFunction): IDestination {
  return { bind: () => ({ destination: functionArn }) }
}
