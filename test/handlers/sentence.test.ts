import { describe, expect, it } from 'vitest'
import { SAMPLE_PEOPLE } from '../../cards/samples.js'
import { sentenceOf } from '../../handlers/shared/sentence.js'
import type { PartialRecord } from '../../src/core/meaning.js'
import { understand } from '../../src/language/understand.js'

const TODAY = '2026-03-25'
const DATES = [undefined, TODAY, '2026-03-24', '2025-12-30']
const FORMS = [undefined, '集中学习', '自学', '微党课', '外出考察'] as const
const MEETINGS = [undefined, '党员大会', '支委会', '组织生活会'] as const
const TALKS = [undefined, '谈心谈话', '廉政谈话', '提醒谈话'] as const
const roster = SAMPLE_PEOPLE.map((name) => ({ name, aliases: [], status: 'full' as const }))

/** Everything that may be known of one kind, each alone and together. */
function partialsOf(type: 'training' | 'theme_day' | 'meeting' | 'talk', date: string | undefined): PartialRecord[] {
  switch (type) {
    case 'training':
      return FORMS.flatMap((form) => [
        { type, date, form },
        { type, date, form, minutes: 45, topic: '公文写作' },
        { type, date, form, topic: '公文写作' },
        { type, date, form, period: '下午', attendees: 'all' },
        { type, date, form: '微党课', topic: '公文写作', audience: '质管员' },
        { type, date, form: '第一课', topic: '公文写作', audience: '新员工张萌、刘洋' },
        { type, date, form: '第一课', minutes: 60, audience: '张萌、刘洋' },
      ])
    case 'theme_day':
      return [
        { type, date },
        { type, date, topic: '参观南湖', place: '南湖', attendees: 'all' },
      ]
    case 'meeting':
      return MEETINGS.flatMap((kind) => [
        { type, date, kind },
        { type, date, kind, expected: 7, actual: 7, start: '14:00' },
      ])
    case 'talk':
      return TALKS.flatMap((kind) => [
        { type, date, kind, talker: '$sender' },
        { type, date, kind, talker: '$sender', partner: '李响', minutes: 30 },
      ])
  }
}

/** The sentence with something in the place of each blank, as its person sends it. */
function completed(partial: PartialRecord): string {
  const [month, day, rest] = ['3', '24', partial.type === 'talk' ? '李响' : '《党章》']
  const blanks = partial.date === undefined ? [month, day, rest] : [rest]
  return sentenceOf(partial).replaceAll('…', () => blanks.shift() ?? '…')
}

describe('the sentence in place of a form', () => {
  it.each(['training', 'theme_day', 'meeting', 'talk'] as const)('of a %s is recorded once it is completed', (type) => {
    for (const partial of DATES.flatMap((date) => partialsOf(type, date))) {
      const text = completed(partial)
      expect(text).not.toContain('…')
      const meaning = understand({
        text,
        chat: 'p2p',
        senderRoles: ['secretary'],
        sender: '陈立',
        today: TODAY,
        roster,
        botName: '台账助手',
      })
      expect(meaning, text).toMatchObject({ type, date: partial.date ?? '2026-03-24' })
      expect(meaning, text).not.toHaveProperty('backfill')
      if ('audience' in partial) expect(meaning, text).toMatchObject({ audience: partial.audience })
      if (type === 'talk') expect(meaning, text).toMatchObject({ partner: '李响' })
      else expect(meaning, text).toMatchObject({ topic: partial.topic ?? expect.stringContaining('党章') })
    }
  })
})
