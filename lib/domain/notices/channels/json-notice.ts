/** JSON notice: a notice as machines read it, with its instant in ISO 8601 and its text message as a phone gets it. */
import type { Notice } from '../notice.ts'
import { fitSms } from '../sms/fit-sms.ts'

type JsonNotice = Omit<Notice, 'at' | 'sms'> & { readonly at: string; readonly sms: string }

export function jsonNotice(notice: Notice): JsonNotice {
  return { ...notice, at: sayIso(notice.at), sms: fitSms(notice.sms) }
}

export function sayIso(ms: number): string {
  return new Date(ms).toISOString()
}
