import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entryFields, entryFormFields, type FormValues, toFormValues } from '../../cards/entry-form.js'
import { SAMPLE_PEOPLE } from '../../cards/samples.js'
import { readEntryForm } from '../../handlers/shared/read-entry-form.js'
import type { PartialRecord, RecordMeaning, RecordType } from '../../src/core/meaning.js'
import { NATIONAL } from '../../src/core/workdays.js'

const TODAY = '2026-03-18'
const AUTHOR = '赵阳'

/** A record of each kind with everything its form has (SCHEMA §3). */
const RECORDS: { readonly [T in RecordType]: Extract<RecordMeaning, { type: T }> } = {
  training: {
    type: 'training',
    form: '微党课',
    topic: '青年党员的初心',
    date: '2026-03-17',
    start: '14:00',
    end: '15:30',
    minutes: 90,
    lecturer: '孙小雨',
    attendees: ['赵阳', '孙小雨'],
    absent: [{ name: '李响', reason: '公出' }],
    place: '三楼会议室',
    category: '政治理论',
    audience: '质管员',
    campaign: '党史学习教育',
    note: '讨论热烈',
  },
  theme_day: {
    type: 'theme_day',
    topic: '参观',
    form: '外出考察',
    date: '2026-03-05',
    credit_hours: 4,
    attendees: 'all',
    host: '陈立',
  },
  meeting: {
    type: 'meeting',
    kind: '党员大会',
    topic: '转正',
    date: '2026-03-02',
    period: '上午',
    host: '陈立',
    recorder: '周海明',
    expected: 7,
    actual: 6,
    absent: [{ name: '王敏', reason: '公出' }],
    votes: { for: 5, against: 0, abstain: 1 },
    resolution: '通过',
  },
  talk: {
    type: 'talk',
    kind: '廉政谈话',
    talker: '陈立',
    partner: '孙小雨',
    date: '2026-03-17',
    minutes: 30,
    topic: '转正',
    place: '会议室',
    followup: { what: '再谈一次', due_to: '2026-03-31' },
  },
  activity: {
    type: 'activity',
    kind: '走访慰问',
    topic: '退休党员',
    date: '2026-03-06',
    attendees: ['赵阳'],
    place: '市区',
  },
  volunteer: {
    type: 'volunteer',
    date: '2026-03-17',
    topic: '省两会',
    post: '茶水服务台',
    minutes: 120,
    attendees: ['赵阳', '李响'],
  },
  donation: {
    type: 'donation',
    date: '2026-03-05',
    topic: '慈善一日捐',
    actual: 2,
    total: 150.5,
    items: [
      { name: '陈立', amount: 100 },
      { name: '王大姐', amount: 50.5 },
    ],
  },
  honour: { type: 'honour', topic: '演讲比赛', prize: '三等奖', winners: ['孙小雨', '李响'], date: '2026-03-10' },
  qualitySlip: {
    type: 'qualitySlip',
    kind: '提醒整改单',
    date: '2026-03-17',
    count: 2,
    department: '会务部',
    problem: '茶水不及时',
    due_to: '2026-03-31',
    closed_on: '2026-03-18',
  },
  projectEvent: {
    type: 'projectEvent',
    project: '标准化',
    kind: '推进会',
    date: '2026-03-17',
    topic: '条款',
    attendees: 'all',
  },
  problem: {
    type: 'problem',
    source: '支部自查',
    problem: '记录不全',
    measure: '补齐',
    owner: '周海明',
    due_to: '2026-03-31',
  },
  commitment: { type: 'commitment', kind: '党员风采', who: '赵阳', period: '2026', topic: '每月一次志愿服务' },
  dues: {
    type: 'dues',
    month: '2026-03',
    items: [
      { name: '陈立', amount: 125 },
      { name: '王敏', amount: 98.5, month: '2026-02' },
    ],
    total: 223.5,
    paid_on: '2026-03-10',
  },
  spot_check: {
    type: 'spot_check',
    kind: '测试',
    date: '2026-03-17',
    department: '会务部',
    topic: '礼仪',
    result: '合格',
    score: 95.5,
  },
  metric: { type: 'metric', period: '2026-Q1', items: { 提醒整改单: 5, 制定标准: 2 }, open: { 提醒整改单: 1 } },
  analysis: { type: 'analysis', period: '2026-Q1', topic: '总体稳定' },
  plan: {
    type: 'plan',
    kind: 'theme_day',
    date: '2026-03-26',
    start: '14:00',
    topic: '清明祭英烈',
    place: '陵园',
    lecturer: '孙小雨',
    remind: true,
    remind_all: true,
  },
}
const ALL = Object.values(RECORDS)
const TYPES = Object.keys(RECORDS) as RecordType[]

const reading = (partial: PartialRecord) => ({
  partial,
  audience: { inGroup: false },
  author: AUTHOR,
  people: SAMPLE_PEOPLE,
  today: TODAY,
  calendar: NATIONAL,
})
const submit = (partial: PartialRecord, values: FormValues) => readEntryForm(values, reading(partial))
const errorsOf = (partial: PartialRecord, values: FormValues): Readonly<Record<string, string>> => {
  const read = submit(partial, values)
  return read.ok ? {} : read.errors
}

describe('the form of each kind', () => {
  it.each(ALL)('of $type gives back the record that it was filled with', (record) => {
    expect(submit(record, toFormValues(record, AUTHOR))).toEqual({ ok: true, meaning: record })
    // Filled in from nothing it is the same record: nothing of it is kept beside the form.
    const { type } = record
    const empty = { type, ...(record.attendees === 'all' ? { attendees: 'all' } : {}) } as PartialRecord
    expect(submit(empty, toFormValues(record, AUTHOR))).toEqual({ ok: true, meaning: record })
  })

  it.each(TYPES)('of %s names every field once, with a label of its own', (type) => {
    const fields = entryFormFields(type, { inGroup: false }, { values: {}, people: SAMPLE_PEOPLE })
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length)
    for (const { name, label } of fields) expect(label, name).toMatch(/\p{Script=Han}/u)
  })

  it.each(TYPES)('of %s sent empty says what is missing beside every required field', (type) => {
    const required = entryFields(type, { inGroup: false }).filter((field) => field.required)
    const errors = errorsOf({ type }, {})
    for (const { name } of required) expect(errors[name], name).toMatch(/^请/)
  })

  it('shows a group nobody’s attendance, absence, note or money', () => {
    for (const record of ALL) {
      const values = toFormValues({ ...record, note: '因病', absent: [{ name: '李响' }] } as PartialRecord, AUTHOR)
      const shown = entryFormFields(record.type, { inGroup: true }, { values, people: SAMPLE_PEOPLE })
      const names = shown.map(({ name }) => name)
      for (const hidden of ['attendees', 'absent', 'absent_reason', 'note', 'items', 'partner'])
        if (record.type !== 'talk' && !(record.type === 'metric' && hidden === 'items'))
          expect(names).not.toContain(hidden)
    }
  })

  it('never throws, whatever a client sends, and keeps what it says within what was asked', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 }), fc.constantFrom('2026-03-17', '陈立'))
    fc.assert(
      fc.property(
        fc.constantFrom(...TYPES),
        fc.dictionary(fc.string(), value),
        fc.infiniteStream(value),
        (type, extra, stream) => {
          const names = entryFields(type, { inGroup: false }).map(({ name }) => name)
          const values = { ...extra, ...Object.fromEntries(names.map((name) => [name, stream.next().value as string])) }
          const read = submit({ type }, values)
          if (!read.ok) for (const name of Object.keys(read.values)) expect(names).toContain(name)
          else expect(Object.keys(read.meaning)).not.toContain('__proto__')
        },
      ),
    )
  })
})

describe('money on a form', () => {
  const dues: PartialRecord = { type: 'dues' }
  const base = { month: '2026年3月' }

  it('is read line by line, as people type it', () => {
    const values = { ...base, items: '陈立 125\n王敏：98.5元；李响￥76' }
    expect(submit(dues, values)).toMatchObject({
      ok: true,
      meaning: {
        month: '2026-03',
        items: [
          { name: '陈立', amount: 125 },
          { name: '王敏', amount: 98.5 },
          { name: '李响', amount: 76 },
        ],
      },
    })
  })

  it.each([
    ['陈立', /每行写一人/],
    ['陈立 0', /每行写一人/],
    ['陈立 -5', /每行写一人/],
    ['陈立 1.234', /每行写一人/],
    ['刘德发 50', /名册里没有“刘德发”/],
    ['陈立 50\n陈立 60', /写了两次/],
  ])('refuses %j beside its field', (items, text) => {
    expect(errorsOf(dues, { ...base, items }).items).toMatch(text)
  })

  it('adds up, without the errors of binary fractions', () => {
    const lines = fc.uniqueArray(
      fc.record({ name: fc.constantFrom(...SAMPLE_PEOPLE), fen: fc.integer({ min: 1, max: 999_999 }) }),
      { minLength: 1, selector: ({ name }) => name },
    )
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 500 }), (items, off) => {
        const text = items.map(({ name, fen }) => `${name} ${(fen / 100).toFixed(2)}`).join('\n')
        const sum = items.reduce((fen, one) => fen + one.fen, 0)
        const withTotal = (fen: number) => errorsOf(dues, { ...base, items: text, total: (fen / 100).toFixed(2) })
        expect(withTotal(sum)).toEqual({})
        expect(withTotal(sum + off).total).toMatch(/对不上/)
      }),
    )
  })

  it('lets a donation name people who are no members', () => {
    const values = { date: '2026-03-05', items: '刘德发 50' }
    expect(submit({ type: 'donation' }, values)).toMatchObject({ ok: true })
  })
})

describe('days and spans on a form', () => {
  const plan: PartialRecord = { type: 'plan', kind: 'training' }

  it.each([
    [{ date: '2026-03-17' }, 'date', /已过去/],
    [{}, 'date', /最晚哪一天/],
    [{ due_to: '2026-03-01' }, 'due_to', /已过去/],
  ])('a plan with %j is asked about', (days, field, text) => {
    expect(errorsOf(plan, { kind: 'training', ...days })[field]).toMatch(text)
  })

  it('a plan may be today or have a deadline alone', () => {
    expect(submit(plan, { kind: 'training', date: TODAY })).toMatchObject({ ok: true })
    expect(submit(plan, { kind: 'training', due_to: '2026-03-31' })).toMatchObject({ ok: true })
  })

  it('what took place is not ahead, a deadline may be', () => {
    const slip = { kind: '提醒整改单', date: '2026-03-19', due_to: '2026-12-31' }
    expect(errorsOf({ type: 'qualitySlip' }, slip)).toEqual({ date: '这一天还没到，等办完再记' })
  })

  it.each([
    ['metric', '2026年3月', '2026-03'],
    ['metric', '上半年', '2026-H1'],
    ['metric', '2026', '2026'],
    ['analysis', '一季度', '2026-Q1'],
    ['analysis', '2025年第四季度', '2025-Q4'],
    ['commitment', '2026年度', '2026'],
    ['analysis', '2026-03', undefined],
    ['commitment', '今年', undefined],
    ['metric', '2026-13', undefined],
  ] as const)('of %s takes %j as %s', (type, text, span) => {
    const read = readEntryForm(
      { period: text, topic: '内容', items: '处罚单 1', kind: '支部特色', who: '陈立' },
      reading({ type }),
    )
    if (span === undefined)
      expect(read).toMatchObject({ ok: false, errors: { period: expect.stringMatching(/^请写/) } })
    else expect(read).toMatchObject({ ok: true, meaning: { period: span } })
  })
})
