import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DuesMeaning, RecordMeaning } from '../../src/core/meaning.js'
import { adminEntries } from '../../src/ledger/admin-view.js'
import { amountsFor, confirmDues, yuanText } from '../../src/ledger/amounts.js'
import { findEntry } from '../../src/ledger/entries.js'
import { canConfirm, canRecord, canSee, recordRefusal } from '../../src/ledger/permissions.js'
import { readAnalysis, readTalkContent } from '../../src/ledger/read-talk.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { LedgerEntry } from '../../src/models/ledger-entry.js'
import { closeLedger, inNewBranch, memberNamed, NOW, openLedger, refusal, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const DATE = '2026-03-17'

interface Case {
  readonly meaning: RecordMeaning
  readonly number: string
  readonly title: string
  readonly view?: Record<string, unknown>
  readonly fields?: Record<string, unknown>
}

const CASES: readonly Case[] = [
  {
    meaning: { type: 'activity', kind: '工会小家活动', date: DATE, topic: '插花', actual: 7, place: '一楼' },
    number: '2026-活-001',
    title: '工会小家活动 · 插花',
    view: { subkind: '工会小家活动', actual: 7, participants: [] },
    fields: { kind: '工会小家活动', topic: '插花', actual: 7, place: '一楼' },
  },
  {
    meaning: { type: 'volunteer', date: DATE, attendees: ['赵阳', '$sender'], post: '测温岗', topic: '两会保障' },
    number: '2026-志-001',
    title: '志愿服务 · 两会保障（测温岗）',
    view: { post: '测温岗', participants: ['赵阳', '陈立'] },
    fields: { post: '测温岗', topic: '两会保障' },
  },
  {
    meaning: { type: 'donation', date: DATE, topic: '慈善一日捐', attendees: 'all', total: 1400 },
    number: '2026-捐-001',
    title: '捐款 · 慈善一日捐',
    view: { totalFen: 140_000, actual: 7, expected: undefined },
    fields: { topic: '慈善一日捐', actual: 7, total: 1400 },
  },
  {
    meaning: { type: 'honour', topic: '局书画作品比赛', prize: '二等奖', winners: ['孙小雨'] },
    number: '2026-荣-001',
    title: '局书画作品比赛 · 二等奖',
    view: { prize: '二等奖', winners: ['孙小雨'], inferred: ['date'], date: '2026-03-18' },
    fields: { topic: '局书画作品比赛', prize: '二等奖', winners: ['孙小雨'] },
  },
  {
    meaning: {
      type: 'qualitySlip',
      kind: '服务质量处罚单',
      date: DATE,
      count: 2,
      department: '前厅部',
      problem: '未佩戴工牌',
      due_to: '2026-03-20',
    },
    number: '2026-单-001',
    title: '服务质量处罚单2张 · 前厅部',
    view: { count: 2, department: '前厅部', dueTo: '2026-03-20' },
    fields: {
      kind: '服务质量处罚单',
      count: 2,
      department: '前厅部',
      problem: '未佩戴工牌',
      due_to: '2026-03-20',
    },
  },
  {
    meaning: { type: 'projectEvent', kind: '推进会', project: '标准化', date: DATE, attendees: 'all' },
    number: '2026-项-001',
    title: '推进会 · 标准化',
    view: { project: '标准化', actual: 7 },
    fields: { kind: '推进会', project: '标准化', expected: 7, actual: 7 },
  },
  {
    meaning: {
      type: 'problem',
      source: '班子指出',
      problem: '交接不清',
      measure: '建立交接本',
      owner: '王敏',
      due_to: '2026-04-30',
    },
    number: '2026-问-001',
    title: '班子指出 · 交接不清',
    view: { problem: '交接不清', owner: '王敏', inferred: ['date'] },
    fields: { source: '班子指出', problem: '交接不清', measure: '建立交接本', owner: '王敏', due_to: '2026-04-30' },
  },
  {
    meaning: {
      type: 'dues',
      month: '2026-03',
      date: DATE,
      items: [
        { name: '陈立', amount: 125 },
        { name: '王敏', amount: 98.5 },
      ],
    },
    number: '2026-费-001',
    title: '3月党费',
    view: { totalFen: 22_350, payers: ['陈立', '王敏'], span: '2026-03', unconfirmed: undefined },
    fields: { month: '2026-03', total: 223.5, payers: ['陈立', '王敏'] },
  },
  {
    meaning: { type: 'dues', month: '2025-12', late: true, paid_on: DATE, items: [{ name: '赵阳', amount: 52.4 }] },
    number: '2026-费-001',
    title: '2025年12月党费补交',
    view: { date: DATE, payers: ['赵阳'], totalFen: undefined, paidOn: DATE },
    fields: { month: '2025-12', late: true, paid_on: DATE, payers: ['赵阳'] },
  },
  {
    meaning: { type: 'commitment', kind: '党员风采', who: '$sender', period: '2026', topic: '练好一门外语' },
    number: '2026-诺-001',
    title: '党员风采 · 陈立 · 练好一门外语',
    view: { who: '陈立', span: '2026', late: false },
    fields: { kind: '党员风采', who: '陈立', period: '2026', topic: '练好一门外语' },
  },
  {
    meaning: {
      type: 'metric',
      period: '2025',
      items: { 服务质量处罚单: 12, 制定标准: 3 },
      open: { 服务质量处罚单: 1 },
    },
    number: '2026-数-001',
    title: '2025年指标 · 服务质量处罚单12、制定标准3',
    view: { span: '2025', openMetrics: [{ name: '服务质量处罚单', count: 1 }] },
    fields: { period: '2025', items: { 服务质量处罚单: 12, 制定标准: 3 }, open: { 服务质量处罚单: 1 } },
  },
  {
    meaning: { type: 'spot_check', kind: '抽查', date: DATE, department: '前厅部', result: '合格', score: 95.5 },
    number: '2026-查-001',
    title: '抽查 · 前厅部',
    view: { result: '合格', score: 95.5 },
    fields: { kind: '抽查', department: '前厅部', result: '合格', score: 95.5 },
  },
  {
    meaning: { type: 'analysis', period: '2026-Q1', topic: '思想稳定', note: '个别焦虑' },
    number: '2026-析-001',
    title: '2026年一季度思想状况分析',
    view: { span: '2026-Q1', note: undefined },
    fields: { period: '2026-Q1' },
  },
  {
    meaning: { type: 'plan', kind: 'theme_day', date: '2026-03-26', start: '14:00', topic: '清明祭英烈', remind: true },
    number: '2026-计-001',
    title: '计划主题党日 · 清明祭英烈 · 3月26日14:00',
    view: { planState: 'open', remind: true, late: false, actual: undefined },
    fields: { kind: 'theme_day', topic: '清明祭英烈', start: '14:00', remind: true, plan_state: 'open' },
  },
  {
    meaning: { type: 'plan', kind: 'training', due_to: '2026-03-31', topic: '学习条例' },
    number: '2026-计-001',
    title: '计划培训 · 学习条例 · 3月31日前',
    view: { date: '2026-03-31', dueTo: '2026-03-31' },
    fields: { kind: 'training', topic: '学习条例', due_to: '2026-03-31', plan_state: 'open' },
  },
]

describe('every kind', () => {
  for (const { meaning, number, title, view = {}, fields } of CASES) {
    it(`is kept: ${title}`, async () => {
      await inNewBranch(async () => {
        const entry = await say(meaning)
        expect({ number: entry.number, title: entry.title }).toEqual({ number, title })
        const shown = Object.fromEntries(Object.keys(view).map((key) => [key, entry[key as keyof typeof entry]]))
        expect(shown).toEqual(view)
        expect(await findEntry(entry.id)).toEqual(entry)
        const [admin] = await adminEntries()
        expect(admin?.fields).toEqual(fields)
      })
    })
  }

  it('refuses fields of another kind, and fractions of a fen', async () => {
    expect(() => new LedgerEntry({ kind: 'analysis', topic: '内容' })).toThrow(/topic/)
    expect(() => new LedgerEntry({ kind: 'training', totalFen: 1 })).toThrow(/totalFen/)
    const half = new LedgerEntry({ kind: 'dues', totalFen: 1.5 })
    await inNewBranch(async () => {
      await expect(half.validate()).rejects.toThrow('whole number of fen')
    })
  })

  it('refuses what can’t be held', async () => {
    await inNewBranch(async () => {
      const dues = { type: 'dues', month: '2026-03' } as const
      expect(await refusal(say({ ...dues, items: [{ name: '路人', amount: 5 }] }))).toBe('unknown_person')
      expect(await refusal(say({ ...dues, items: [{ name: '陈立', amount: 1.005 }] }))).toBe('bad_amount')
      expect(await refusal(say({ ...dues, items: [{ name: '陈立', amount: -5 }] }))).toBe('bad_amount')
      expect(await refusal(say({ ...dues, items: [] }))).toBe('missing_field')
      const promise = { type: 'commitment', kind: '书记项目', who: '路人', period: '2026' } as const
      expect(await refusal(say(promise))).toBe('unknown_person')
      expect(await refusal(say({ ...promise, who: '$sender', period: '明年' }))).toBe('bad_period')
      expect(await refusal(say({ type: 'plan', kind: 'training' }))).toBe('missing_field')
      const withOneself = { type: 'plan', kind: 'talk', date: '2026-03-26', partner: '陈立' } as const
      expect(await refusal(say(withOneself))).toBe('self_talk')
      expect(await refusal(say({ type: 'metric', period: '2026', items: {} }))).toBe('missing_field')
    })
  })

  it('keeps guests and outsiders as said', async () => {
    await inNewBranch(async () => {
      const honour = await say({ type: 'honour', prize: '一等奖', winners: ['外单位李四', '$sender'] })
      expect(honour.winners).toEqual(['外单位李四', '陈立'])
      const problem = await say({ type: 'problem', source: '支部自查', problem: '漏登', owner: '综合科' })
      expect(problem.owner).toBe('综合科')
      const training = await say({ type: 'training', form: '专题讲座', date: DATE, lecturer: '张教授', actual: 40 })
      expect(training).toMatchObject({ lecturer: '张教授', actual: 40, participants: [] })
    })
  })
})

describe('money', () => {
  const dues: DuesMeaning = {
    type: 'dues',
    month: '2026-03',
    date: DATE,
    items: [
      { name: '赵阳', amount: 52.4 },
      { name: '孙小雨', amount: 30 },
    ],
  }

  it('of a person is told to himself and to the officers', async () => {
    await inNewBranch(async () => {
      const entry = await say(dues, { by: '李淑贤' })
      const told = async (name: string) =>
        (await amountsFor(entry.id, await memberNamed(name))).map((line) => `${line.name}${yuanText(line.fen)}`)
      expect(await told('赵阳')).toEqual(['赵阳52.40'])
      expect(await told('李淑贤')).toEqual(['赵阳52.40', '孙小雨30.00'])
      expect(await told('陈立')).toHaveLength(2)
      expect(await refusal(told('周海明'))).toBe('not_permitted')
      expect(await refusal(amountsFor(entry.id, { ...(await memberNamed('赵阳')), leftOn: DATE }))).toBe(
        'not_permitted',
      )
      const study = await say({ type: 'training', date: DATE })
      expect(await refusal(amountsFor(study.id, await memberNamed('陈立')))).toBe('no_entry')
    })
  })

  it('of a donation is told to its author too', async () => {
    await inNewBranch(async () => {
      const items = [
        { name: '赵阳', amount: 200 },
        { name: '热心群众', amount: 100 },
      ]
      const entry = await say({ type: 'donation', date: DATE, topic: '捐', items }, { by: '王敏' })
      expect(entry).toMatchObject({ totalFen: 30_000, payers: ['赵阳', '热心群众'] })
      expect(await amountsFor(entry.id, await memberNamed('王敏'))).toHaveLength(2)
      expect(await amountsFor(entry.id, await memberNamed('赵阳'))).toHaveLength(1)
      expect(await refusal(amountsFor(entry.id, await memberNamed('周海明')))).toBe('not_permitted')
    })
  })

  it('of one person alone is in no view, not even as a sum', async () => {
    await inNewBranch(async () => {
      const alone = await say({ type: 'donation', date: DATE, items: [{ name: '$sender', amount: 777 }] })
      const own = await say({ type: 'donation', date: DATE, total: 777, attendees: ['$sender'] })
      const due = await say({ ...dues, items: [{ name: '$sender', amount: 777 }] })
      const shown = JSON.stringify([alone, own, due, await adminEntries()])
      expect(shown).not.toContain('777')
      expect(JSON.stringify(await adminEntries())).not.toContain('amounts')
    })
  })

  it('that a member reports himself waits for the dues officer', async () => {
    await inNewBranch(async () => {
      const own = await say({ ...dues, items: [{ name: '$sender', amount: 52.4 }] }, { by: '赵阳' })
      expect(own.unconfirmed).toBe(true)
      const [officer, secretary, zhao] = [
        await memberNamed('李淑贤'),
        await memberNamed('陈立'),
        await memberNamed('赵阳'),
      ] as const
      expect([officer, secretary, zhao].map((member) => canConfirm(member, own))).toEqual([true, false, false])
      const confirm = () => inTransaction(() => confirmDues(own.id, { byMemberId: officer.id, now: NOW }))
      const first = await confirm()
      expect(first).toMatchObject({ alreadyConfirmed: false, entry: { changes: [{ by: '李淑贤' }] } })
      expect(first.entry.unconfirmed).toBeUndefined()
      expect((await confirm()).alreadyConfirmed).toBe(true)
    })
  })

  it('is marked when nobody said of which month', async () => {
    await inNewBranch(async () => {
      const entry = await say({ type: 'dues', items: [{ name: '$sender', amount: 5 }] })
      expect(entry).toMatchObject({ span: '2026-03', inferred: ['month'] })
      const two = await say({
        type: 'dues',
        items: [
          { name: '赵阳', amount: 5, month: '2026-01' },
          { name: '赵阳', amount: 5, month: '2026-02' },
        ],
      })
      expect(two).toMatchObject({ title: '党费', payers: ['赵阳'], inferred: [] })
      expect(two.span).toBeUndefined()
    })
  })
})

describe('who may record', () => {
  it('leaves dues of others to the officers, and an analysis to the secretary in private', async () => {
    await inNewBranch(async () => {
      const may = async (name: string, meaning: RecordMeaning, inGroup = false) =>
        canRecord(await memberNamed(name), meaning, { inGroup })
      const own: DuesMeaning = { type: 'dues', items: [{ name: '$sender', amount: 5 }] }
      const others: DuesMeaning = { type: 'dues', items: [{ name: '孙小雨', amount: 5 }] }
      expect(await may('赵阳', own, true)).toBe(true)
      expect(await may('赵阳', others)).toBe(false)
      expect(await may('周海明', others)).toBe(false)
      expect(await may('李淑贤', others, true)).toBe(true)
      expect(await may('陈立', others)).toBe(true)
      const analysis = { type: 'analysis', period: '2026-Q1' } as const
      expect(await may('陈立', analysis)).toBe(true)
      expect(await may('陈立', analysis, true)).toBe(false)
      expect(await may('王敏', analysis)).toBe(false)
      const gone = { ...(await memberNamed('赵阳')), leftOn: DATE }
      expect(recordRefusal(gone, { type: 'training' }, { inGroup: false })?.code).toBe('not_permitted')
    })
  })
})

describe('what is sealed', () => {
  it('of an analysis opens for secretaries alone, and is in nothing else', async () => {
    await inNewBranch(async () => {
      const entry = await say({ type: 'analysis', period: '2026-Q1', topic: '秘密一', place: '秘密二', note: '秘密三' })
      const read = async (name: string) => readAnalysis(entry.id, await memberNamed(name), NOW)
      expect(await read('陈立')).toEqual({ topic: '秘密一', place: '秘密二', note: '秘密三' })
      expect(await refusal(read('王敏'))).toBe('not_permitted')
      expect(JSON.stringify(await LedgerEntry.find().lean())).not.toContain('秘密')
      expect(await refusal(readTalkContent(entry.id, await memberNamed('陈立'), NOW))).toBe('no_entry')
    })
  })

  it('of a planned talk opens for the two, who alone know of it beside the secretary', async () => {
    await inNewBranch(async () => {
      const plan = await say(
        { type: 'plan', kind: 'talk', date: '2026-03-26', partner: '孙小雨', topic: '秘密' },
        { by: '王敏' },
      )
      expect(plan.title).toBe('计划谈心谈话 · 王敏—孙小雨 · 3月26日')
      expect(JSON.stringify(await LedgerEntry.find().lean())).not.toContain('秘密')
      expect(await readTalkContent(plan.id, await memberNamed('孙小雨'), NOW)).toEqual({ topic: '秘密' })
      const seers: string[] = []
      for (const name of ['陈立', '王敏', '孙小雨', '周海明', '赵阳']) {
        if (canSee(await memberNamed(name), plan)) seers.push(name)
      }
      expect(seers).toEqual(['陈立', '王敏', '孙小雨'])
      expect(await refusal(readTalkContent(plan.id, await memberNamed('陈立'), NOW))).toBe('not_permitted')
    })
  })
})
