/** Answer: what the desk says to a request: how things stand, and what a link in a message shows and does. */

import { LINK_PATH } from '../domain/people/links/link-maker.ts'
import { readDuration } from '../domain/text/time.ts'
import type { DeskRequest, DeskResponse } from '../work/desk-exchange.ts'
import type { DeskWork } from '../work/desk-work.ts'
import { linkPage, unavailablePage } from './link-page.ts'
import { respond } from './page.ts'
import { sayStatus, statusOf } from './status.ts'

/** A form with a duration in it has a few dozen bytes. */
export const FORM_BYTES_MAX = 4_096

/** It reads how things stand only for a request that is answered with it. */
export async function answerDesk(request: DeskRequest, desk: DeskWork): Promise<DeskResponse> {
  const { rawPath = '' } = request
  if (rawPath.startsWith(LINK_PATH)) return await answerLink(request, rawPath.slice(LINK_PATH.length), desk)
  if (rawPath !== '/') return plain(404, 'Not found: there is only /\n')
  if (methodOf(request) !== 'GET')
    return plain(405, 'Not allowed: the status can only be read\n', { allow: 'GET' })
  return await answerStatus(request, desk)
}

async function answerStatus(request: DeskRequest, desk: DeskWork): Promise<DeskResponse> {
  try {
    const status = statusOf(await desk.status())
    return wantsJson(request)
      ? respond(200, 'application/json', { body: `${JSON.stringify(status)}\n` })
      : plain(200, sayStatus(status))
  } catch (error) {
    desk.failed(error)
    return plain(503, 'The table does not answer here: ask the desk of another Region\n')
  }
}

/** Scanners of mail follow every link, so only what a button sends may change anything. */
async function answerLink(request: DeskRequest, token: string, desk: DeskWork): Promise<DeskResponse> {
  const method = methodOf(request)
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST')
    return plain(405, 'Not allowed\n', { allow: 'GET, HEAD, POST' })
  if (isTooLong(request)) return tooLong()
  const { settings, clock } = desk
  try {
    const state = await (method === 'POST' ? desk.acknowledge(token, ackMsIn(request)) : desk.see(token))
    const answer = linkPage({ state, settings, now: clock.now() })
    return method === 'HEAD' ? { ...answer, body: '' } : answer
  } catch (error) {
    desk.failed(error)
    return unavailablePage()
  }
}

/** Also for a server that has not read what it would not take. */
export function tooLong(): DeskResponse {
  return plain(413, 'Too long: nothing of it was read\n')
}

function isTooLong({ body = '', isBase64Encoded }: DeskRequest): boolean {
  return body.length > (isBase64Encoded ? Math.ceil(FORM_BYTES_MAX / 3) * 4 : FORM_BYTES_MAX)
}

/** A field that cannot be read must not keep anybody from acknowledging. */
function ackMsIn({ body = '', isBase64Encoded }: DeskRequest): number | undefined {
  const form = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body
  return readDuration(new URLSearchParams(form).get('for') ?? '') || undefined
}

function methodOf({ requestContext }: DeskRequest): string | undefined {
  return requestContext?.http?.method
}

function wantsJson({ headers = {}, queryStringParameters = {} }: DeskRequest): boolean {
  const { format } = queryStringParameters
  if (format !== undefined) return format === 'json'
  return /\bapplication\/json\b/i.test(headers.accept ?? '')
}

function plain(status: number, body: string, headers: Readonly<Record<string, string>> = {}): DeskResponse {
  return respond(status, 'text/plain; charset=utf-8', { body, headers })
}
