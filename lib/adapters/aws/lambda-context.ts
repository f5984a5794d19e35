/** Lambda context: what Lambda tells a function of the run, as far as it is needed. */
export interface LambdaContext {
  readonly invokedFunctionArn: string
}

/** The account is never configured: whoever runs in it is told. */
export function accountOf({ invokedFunctionArn }: LambdaContext): string {
  const account = invokedFunctionArn.split(':')[4]
  if (account) return account
  throw new Error(`Cannot tell the account: "${invokedFunctionArn}" is no ARN of a function`)
}
