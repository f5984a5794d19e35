/** Lambda function: a function of ours as it is deployed, with its own role and its own log. */
import { RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  type FunctionOptions,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { ENVIRONMENT } from '../names/environment.ts'
import { type FunctionRole, functionName } from '../names/resources.ts'
import { TIMEOUTS } from './function-limits.ts'
import type { Grant } from './grant.ts'
import type { VantageScope } from './vantage-scope.ts'

interface FunctionParts {
  readonly role: FunctionRole
  readonly says: string
  readonly grants: readonly Grant[]
  readonly options?: Pick<
    FunctionOptions,
    | 'environment'
    | 'maxEventAge'
    | 'retryAttempts'
    | 'onSuccess'
    | 'onFailure'
    | 'vpc'
    | 'vpcSubnets'
    | 'securityGroups'
  >
}

export function addFunction(scope: VantageScope, parts: FunctionParts): LambdaFunction {
  const { stack, settings, region, bundles } = scope
  const name = functionName(settings.name, parts.role)
  const id = `${parts.role[0]!.toUpperCase()}${parts.role.slice(1)}`
  const logGroup = new LogGroup(stack, `${id}Log`, {
    logGroupName: `/aws/lambda/${name}`,
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  const role = addRole(stack, id, parts)
  logGroup.grantWrite(role)
  return new LambdaFunction(stack, id, {
    functionName: name,
    description: parts.says,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    // With less memory comes less processor, and slow TLS handshakes would be measured as slow nodes.
    memorySize: 512,
    timeout: TIMEOUTS[parts.role],
    code: Code.fromAsset(bundles[parts.role]),
    handler: 'index.handler',
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    applicationLogLevelV2: ApplicationLogLevel.INFO,
    systemLogLevelV2: SystemLogLevel.WARN,
    ...parts.options,
    environment: {
      [ENVIRONMENT.installation]: settings.name,
      [ENVIRONMENT.vantage]: region,
      ...parts.options?.environment,
    },
  })
}

function addRole(stack: Stack, id: string, { says, grants }: FunctionParts): Role {
  const role = new Role(stack, `${id}Role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    description: says,
  })
  for (const { statement, acknowledged } of grants) {
    role.addToPolicy(statement)
    if (acknowledged !== undefined) Validations.of(role).acknowledge(acknowledged)
  }
  return role
}
