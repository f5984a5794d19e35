/** Notice lines: the last notices, newest last, one line each; the same words to several contacts are one line. */

import type { Notice } from '../../domain/notices/notice.ts'
import { isOver } from '../../domain/people/record.ts'
import { listedBriefly } from '../../domain/text/lists.ts'
import { sayWhen } from '../../domain/text/time.ts'
import { SEVERITY_TONES } from './incident-lines.ts'
import { type Line, piece } from './line.ts'

export function noticeLines(notices: readonly Notice[], now: number, linesMax: number): readonly Line[] {
  const same = Map.groupBy(notices, ({ incident, step, title }) => `${incident} ${step} ${title}`)
  const last = [...same.values()].slice(-linesMax)
  return linesMax === 0 ? [] : last.map((each) => noticeLine(each, now))
}

function noticeLine(same: readonly Notice[], now: number): Line {
  const { at, title, severity } = same[0]!
  const contacts = listedBriefly([...new Set(same.map(({ contact }) => contact))])
  return [
    piece(`${sayWhen(at, now)} `, 'faint'),
    piece(`to ${contacts}: `),
    piece(title, isOver(same[0]!) ? 'good' : SEVERITY_TONES[severity]),
  ]
}
