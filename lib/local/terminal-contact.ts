/** Terminal contact: where the settings name nobody, whoever sits at this terminal is told of everything at once. */
import type { Settings } from '../domain/settings/settings.ts'

const TERMINAL = 'terminal'

export function withTerminal(settings: Settings): Settings {
  if (settings.contacts.length > 0) return settings
  const steps = [{ afterMs: 0, notify: [TERMINAL] }]
  const { critical, warning } = settings.escalation
  return {
    ...settings,
    contacts: [{ id: TERMINAL, smsLink: true }],
    escalation: { critical: { ...critical, steps }, warning: { ...warning, steps } },
  }
}
