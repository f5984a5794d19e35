/** Runbook link: where the article about a notice is. */
import type { NoticeKind } from '../kinds/notice-kind.ts'
import type { Settings } from '../settings/settings.ts'

/** On the web, or in the folder that the settings name. */
export function runbookLink(settings: Pick<Settings, 'runbook'>, kind: NoticeKind): string {
  const base = settings.runbook.replace(/\/+$/, '')
  return /^https?:\/\//i.test(base) ? `${base}/${kind}` : `${base}/${kind}.md`
}
