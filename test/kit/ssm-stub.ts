/** SSM stub: answers GetParameters as Parameter Store does, JSON 1.1, and tells what was asked for. */
import { createServer } from 'node:http'
import { onLoopback } from './loopback.ts'
import { bodyOf, regionOf } from './sns-stub.ts'

interface Asked {
  readonly region: string
  readonly names: readonly string[]
}

export interface SsmStub {
  readonly url: string
  /** Every request that was well-formed, in order. */
  readonly asked: readonly Asked[]
  close(): Promise<void>
}

/** Parameters are looked up anew for every request; `isFailing` answers with an error of the service. */
export async function ssmStub(
  parameters: ReadonlyMap<string, string>,
  isFailing: () => boolean = () => false,
): Promise<SsmStub> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const { Names = [], WithDecryption } = JSON.parse((await bodyOf(request)) || '{}') as {
      Names?: string[]
      WithDecryption?: boolean
    }
    const isKnown = request.headers['x-amz-target'] === 'AmazonSSM.GetParameters'
    const isValid = isKnown && WithDecryption === true && Names.length >= 1 && Names.length <= 10
    const isWell = isValid && !isFailing()
    if (isValid) asked.push({ region: regionOf(request), names: Names })
    response.writeHead(isWell ? 200 : isValid ? 500 : 400, { 'content-type': 'application/x-amz-json-1.1' })
    response.end(
      JSON.stringify(isWell ? answer(Names, parameters) : { __type: 'Refused', message: 'token-0' }),
    )
  })
  return {
    ...(await onLoopback(server)),
    asked,
  }
}

function answer(names: readonly string[], parameters: ReadonlyMap<string, string>): object {
  return {
    Parameters: names
      .filter((name) => parameters.has(name))
      .map((Name) => ({ Name, Type: 'SecureString', Value: parameters.get(Name), Version: 1 })),
    InvalidParameters: names.filter((name) => !parameters.has(name)),
  }
}
