/** Concurrency facts: how many functions an account may run at once in one Region, for doctor; nothing is changed. */
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda'
import type { RegionFacts } from '../../tools/doctor/doctor-facts.ts'
import { awsAnswer } from './aws-answer.ts'
import { COMMAND_CALLS, callLimits } from './call-limits.ts'

/** Never rejects. */
export async function concurrencyIn(region: string): Promise<RegionFacts['concurrency']> {
  const lambda = new LambdaClient({ region, ...callLimits(COMMAND_CALLS) })
  try {
    return await awsAnswer(async () => {
      const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}))
      const limit = AccountLimit?.ConcurrentExecutions
      if (limit === undefined) throw new Error('the answer holds no ConcurrentExecutions')
      return limit
    })
  } finally {
    lambda.destroy()
  }
}
