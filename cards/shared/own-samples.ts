import type { ComingPlan, OwnReminders } from '../../src/core/own-views.js'

const THEME_DAY: ComingPlan = {
  entryId: '69ba0000000000000000f001',
  number: '2026-计-003',
  kind: 'theme_day',
  date: '2026-03-26',
  start: '14:00',
  isDeadline: false,
  topic: '清明祭英烈',
  place: '烈士陵园',
  part: 'invited',
}

const TALK: ComingPlan = {
  entryId: '69ba0000000000000000f002',
  number: '2026-计-004',
  kind: 'talk',
  date: '2026-03-26',
  period: '上午',
  isDeadline: false,
  talker: '陈立',
  partner: '赵阳',
  part: 'talker',
}

const LECTURE: ComingPlan = {
  entryId: '69ba0000000000000000f003',
  number: '2026-计-005',
  kind: 'training',
  date: '2026-03-27',
  start: '09:00',
  end: '11:00',
  isDeadline: false,
  topic: '《中国共产党纪律处分条例》解读',
  place: '三楼会议室',
  part: 'lecturer',
}

const DEADLINE: ComingPlan = { ...TALK, date: '2026-03-31', period: undefined, isDeadline: true }

const of = (said: Partial<OwnReminders>): OwnReminders => ({
  branch: { id: '69ba00000000000000000001', name: '人事部党支部' },
  inSeveral: false,
  today: '2026-03-25',
  coming: [],
  held: [],
  ...said,
})

/** Reminders and questions as the sample cards show them; the people are the fictional roster of language/roster.json. */
export const SAMPLE_REMINDERS = {
  coming: [
    of({ coming: [THEME_DAY] }),
    of({ coming: [{ ...TALK, part: 'partner' }] }),
    of({ coming: [LECTURE, TALK, DEADLINE] }),
    of({ coming: [LECTURE], held: [THEME_DAY] }),
    of({ coming: [LECTURE, THEME_DAY], held: [THEME_DAY, TALK] }),
  ],
  held: [of({ held: [THEME_DAY] }), of({ held: [DEADLINE] }), of({ held: [THEME_DAY, TALK, LECTURE, DEADLINE] })],
} as const
