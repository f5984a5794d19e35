/** VPC: look in a VPC that is there already, for operators whose nodes admit fixed addresses only. */
import { type Stack, Validations } from 'aws-cdk-lib'
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2'
import { Effect } from 'aws-cdk-lib/aws-iam'
import type { FunctionOptions } from 'aws-cdk-lib/aws-lambda'
import type { VantageSettings } from '../domain/settings/sections/vantage-settings.ts'
import { type Grant, grant } from './grant.ts'

type Placement = Pick<FunctionOptions, 'vpc' | 'vpcSubnets' | 'securityGroups'>

/** Undefined for a vantage that names no VPC; then AWS chooses the address. */
export function vpcPlacement(stack: Stack, { vpcId, subnetIds }: VantageSettings): Placement | undefined {
  if (vpcId === undefined || subnetIds === undefined) return undefined
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId,
    // Which zones they lie in matters to nothing here; only their number must fit.
    availabilityZones: [...subnetIds],
    privateSubnetIds: [...subnetIds],
  })
  Validations.of(vpc).acknowledge({
    id: '@aws-cdk/aws-ec2:noSubnetRouteTableId',
    reason: 'the routes of the VPC are its owner’s',
  })
  const securityGroup = new SecurityGroup(stack, 'LookSecurityGroup', {
    vpc,
    description: 'Watchfire look: out to any node, in from nobody',
  })
  return { vpc, vpcSubnets: { subnets: vpc.privateSubnets }, securityGroups: [securityGroup] }
}

/** What Lambda needs to put a function into a VPC; AWS takes no narrower resource for these actions. */
export function vpcGrants(functionArn: string): readonly Grant[] {
  const interfaces = { actions: INTERFACE_ACTIONS, resources: ['*'] }
  return [
    {
      ...grant(interfaces),
      acknowledged: {
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason:
          'Lambda makes interfaces whose ids are not known before; the code of the function is denied it',
      },
    },
    // Lambda acts before the function's code runs; that code, which meets hostile endpoints, needs none of it.
    grant({
      ...interfaces,
      effect: Effect.DENY,
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
    }),
  ]
}

const INTERFACE_ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
]
