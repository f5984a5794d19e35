/** Answer: what the desk says to a request, as Lambda's function URLs bring and take them. */
import type { Standing } from '../work/read-standing.ts'
import { sayStatus, statusOf } from './status.ts'

/** A request in payload format 2.0, as far as it is read. */
export interface DeskRequest {
  readonly rawPath?: string
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>
  readonly requestContext?: { readonly http?: { readonly method?: string } }
}

export interface DeskResponse {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** It reads how things stand only for a request that is answered with it. */
export async function answerDesk(request: DeskRequest, read: () => Promise<Standing>): Promise<DeskResponse> {
  if (request.rawPath !== '/') return plain(404, 'Not found: there is only /\n')
  if (request.requestContext?.http?.method !== 'GET')
    return plain(405, 'Not allowed: the status can only be read\n', { allow: 'GET' })
  const status = statusOf(await read())
  return wantsJson(request)
    ? respond(200, 'application/json', { body: `${JSON.stringify(status)}\n` })
    : plain(200, sayStatus(status))
}

function wantsJson({ headers = {}, queryStringParameters = {} }: DeskRequest): boolean {
  const { format } = queryStringParameters
  if (format !== undefined) return format === 'json'
  return /\bapplication\/json\b/i.test(headers.accept ?? '')
}

export function plain(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): DeskResponse {
  return respond(status, 'text/plain; charset=utf-8', { body, headers })
}

/** Nothing of it is kept on the way, and no browser takes it for anything else than it says it is. */
function respond(
  statusCode: number,
  contentType: string,
  { body, headers = {} }: { readonly body: string; readonly headers?: Readonly<Record<string, string>> },
): DeskResponse {
  return {
    statusCode,
    headers: {
      'content-type': contentType,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body,
  }
}
