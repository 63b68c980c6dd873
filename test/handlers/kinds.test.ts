import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Meaning, QuestionMeaning, RecordMeaning } from '../../src/core/meaning.js'
import { findEntryByNumber, listEntries } from '../../src/ledger/entries.js'
import { closeLedger, inNewBranch, NOW, openLedger } from '../ledger/fixture.js'
import { buttonOf, cardOf, chatText, contentText, formValues, mean, privately, tap } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

const refused = (userMessage: string) => ({ code: 'not_permitted', userMessage })
const later = NOW + 60_000
const dues = (...names: string[]): RecordMeaning => ({
  type: 'dues',
  month: '2026-03',
  items: names.map((name, index) => ({ name, amount: 50 + index / 2 })),
})
const slip: RecordMeaning = {
  type: 'qualitySlip',
  kind: '提醒整改单',
  date: '2026-03-17',
  count: 2,
  department: '会务部',
  due_to: '2026-03-31',
}
const plan: RecordMeaning = { type: 'plan', kind: 'theme_day', date: '2026-03-18', topic: '清明祭英烈' }
const donation: RecordMeaning = {
  type: 'donation',
  date: '2026-03-05',
  topic: '慈善一日捐',
  items: ['陈立', '王敏', '李响'].map((name) => ({ name, amount: 50 })),
}

const OPEN_KINDS: readonly (readonly [RecordMeaning, RegExp])[] = [
  [
    { type: 'activity', kind: '走访慰问', date: '2026-03-06', topic: '退休党员', attendees: 'all' },
    /已记｜走访慰问 · 退休党员/,
  ],
  [{ type: 'volunteer', date: '2026-03-17', attendees: ['赵阳', '李响'], post: '茶水服务台' }, /参加：赵阳、李响/],
  [{ type: 'donation', date: '2026-03-05', topic: '慈善一日捐', actual: 7, total: 350 }, /7人 · 合计350元/],
  [{ type: 'honour', topic: '演讲比赛', prize: '三等奖', winners: ['孙小雨'] }, /「默认」[\s\S]*获奖人 孙小雨/],
  [slip, /已记｜提醒整改单2张 · 会务部[\s\S]*\[已整改\]/],
  [{ type: 'projectEvent', project: '标准化', kind: '推进会', date: '2026-03-17' }, /已记｜推进会 · 标准化/],
  [{ type: 'problem', source: '支部自查', problem: '记录不全', owner: '周海明' }, /责任人 周海明[\s\S]*\[销号\]/],
  [{ type: 'spot_check', kind: '抽查', date: '2026-03-17', department: '会务部', result: '合格' }, /结果：合格/],
  [{ type: 'metric', period: '2026-02', items: { 提醒整改单: 5 } }, /提醒整改单5/],
  [plan, /已记｜计划主题党日 · 清明祭英烈/],
]

describe('a kind that everybody may read', () => {
  it.each(OPEN_KINDS)('is recorded and answered with one receipt in the group: %o', (meaning, text) =>
    inNewBranch(async () => {
      const reply = await mean(meaning, { by: '周海明' })
      const [entry] = await listEntries()
      expect(chatText(reply)).toMatch(text)
      expect(reply.entryIds).toEqual([entry?.id])
      expect(reply.direct ?? []).toEqual([])
      const undone = await mean({ type: 'undo', target: 'last' }, { by: '周海明', sentAt: later })
      expect(contentText(undone.chat)).toContain(`已撤销 ${entry?.number}`)
    }),
  )
})

const PRIVATE_KINDS: readonly (readonly [RecordMeaning, string, RegExp])[] = [
  [dues('陈立'), '已记党费，其余已私聊你', /明细：陈立 50元/],
  [dues('陈立', '王敏', '李响'), '已记党费（3人，合计151.50元），其余已私聊你', /王敏 50.50元/],
  [donation, '已记捐款（3人，合计150元），其余已私聊你', /明细：陈立 50元/],
  [
    { type: 'commitment', kind: '党员风采', who: '赵阳', period: '2026', topic: '每月一次' },
    '已记一项承诺，其余已私聊你',
    /党员风采 · 赵阳 · 每月一次/,
  ],
  [
    { type: 'plan', kind: 'talk', due_to: '2026-03-31', partner: '赵阳' },
    '已记一条计划，其余已私聊你',
    /3月31日（周二）前/,
  ],
]

describe('a kind that is for its people alone', () => {
  it.each(PRIVATE_KINDS)('is a line in the group, without names or sums of one: %o', (meaning, line, receipt) =>
    inNewBranch(async () => {
      const reply = await mean(meaning, { by: '李淑贤' })
      expect(contentText(reply.chat)).toBe(line)
      expect((await privately(reply)).李淑贤?.[0]).toMatch(receipt)
      const [entry] = await listEntries({ to: '2026-12-31' })
      const undone = await mean(
        { type: 'undo', target: { number: entry?.number ?? '' } },
        { by: '李淑贤', sentAt: later },
      )
      expect(contentText(undone.chat)).toBe('已撤销，其余已私聊你')
      expect(chatText(undone)).not.toMatch(/陈立|赵阳|\d元/)
    }),
  )

  it.each(PRIVATE_KINDS)('has its receipt in private when it was typed there: %o', (meaning, _line, receipt) =>
    inNewBranch(async () => {
      const reply = await mean(meaning, { by: '李淑贤', chat: 'p2p' })
      expect(contentText(reply.chat)).toMatch(receipt)
      expect(reply.direct).toEqual([])
    }),
  )

  it('asks to recall sums of named persons typed in the group', () =>
    inNewBranch(async () => {
      const said = (await privately(await mean(donation, { by: '李淑贤' }))).李淑贤 ?? []
      expect(said.some((text) => text.includes('请长按撤回群里那条'))).toBe(true)
    }))

  it('and one that is not, in one message, keep apart receipts that are updated apart', () =>
    inNewBranch(async () => {
      const reply = await mean({ records: [slip, dues('陈立')] }, { by: '李淑贤' })
      expect(chatText(reply)).toContain('已记｜提醒整改单2张')
      expect(chatText(reply)).not.toMatch(/党费|陈立/)
      const undone = await mean({ type: 'undo', target: { number: '2026-单-001' } }, { by: '李淑贤', sentAt: later })
      for (const update of undone.updates ?? []) {
        const card = 'cardFor' in update ? update.cardFor(true) : update.card
        expect(contentText({ type: 'card', card })).not.toMatch(/党费|陈立|50/)
      }
    }))

  it('analysis is the secretary’s, in private only, and the ledger shows none of its words', () =>
    inNewBranch(async () => {
      const analysis: RecordMeaning = { type: 'analysis', period: '2026-Q1', topic: '有人想调离' }
      await expect(mean(analysis, { by: '陈立' })).rejects.toMatchObject(
        refused('思想状况分析请书记私聊我记，群里不记'),
      )
      await expect(mean(analysis, { by: '赵阳', chat: 'p2p' })).rejects.toMatchObject(refused('思想状况分析由书记来记'))
      const reply = await mean(analysis, { by: '陈立', chat: 'p2p' })
      expect(contentText(reply.chat)).toMatch(/2026年一季度思想状况分析[\s\S]*仅书记可见/)
      expect(JSON.stringify(await listEntries())).not.toContain('调离')
    }))
})

describe('reported dues', () => {
  const report = () => mean({ ...dues('$sender'), needs_confirm_by: 'dues' } as Meaning, { by: '赵阳', chat: 'p2p' })

  it('wait for the dues officer, who confirms by a tap', () =>
    inNewBranch(async () => {
      const reply = await report()
      expect(contentText(reply.chat)).toContain('待管党费的同志确认')
      const said = await privately(reply)
      expect(Object.keys(said)).toEqual(['李淑贤'])
      expect(said.李淑贤?.[0]).toContain('赵阳说已交：2026年3月党费 · 赵阳 50元')
      const button = buttonOf(cardOf(reply.direct?.[0]?.content), '确认收到')
      expect((await tap(button.action, { by: '赵阳', chat: 'p2p' })).notice?.tone).toBe('warning')
      expect(await findEntryByNumber('2026-费-001')).toMatchObject({ unconfirmed: true })
      const done = await tap(button.action, { by: '李淑贤', chat: 'p2p', sentAt: later })
      expect(done.notice).toEqual({ tone: 'success', text: '已确认 2026-费-001' })
      expect(chatText(done, false)).toContain('已确认｜赵阳的党费')
      expect((await privately(done)).赵阳).toEqual(['李淑贤已确认 2026-费-001 3月党费'])
      expect((await findEntryByNumber('2026-费-001'))?.unconfirmed).toBeUndefined()
      const again = await tap(button.action, { by: '李淑贤', chat: 'p2p', sentAt: later + 1 })
      expect(again.notice?.text).toBe('这笔之前已确认')
    }))

  it('are confirmed by the typed twin as well, and not once they were voided', () =>
    inNewBranch(async () => {
      await report()
      const typed = { type: 'confirm_dues', number: '2026-费-001' } as const
      expect(contentText((await mean(typed, { by: '王敏' })).chat)).toBe('党费由管党费的同志确认')
      expect(contentText((await mean(typed, { by: '李淑贤', sentAt: later })).chat)).toBe('已确认 2026-费-001')
      await mean({ type: 'undo', target: { number: '2026-费-001' } }, { by: '李淑贤', sentAt: later + 1 })
      expect(contentText((await mean(typed, { by: '李淑贤', sentAt: later + 2 })).chat)).toContain('已撤销')
    }))

  it('of somebody else are the dues officer’s or the secretary’s to record', () =>
    inNewBranch(async () => {
      await expect(mean(dues('王敏'), { by: '赵阳' })).rejects.toMatchObject(
        refused('别人的党费由管党费的同志或书记来记，你可以记自己的'),
      )
      expect(await listEntries()).toEqual([])
    }))
})

describe('what is open', () => {
  it('is closed by the button, by those who may, and its receipt says so', () =>
    inNewBranch(async () => {
      const receipt = cardOf((await mean(slip, { by: '周海明' })).chat)
      const { action, twin } = buttonOf(receipt, '已整改')
      expect(twin).toBe('已整改 2026-单-001')
      expect((await tap(action, { by: '赵阳' })).notice?.tone).toBe('warning')
      const done = await tap(action, { by: '陈立', sentAt: later })
      expect(done.notice).toEqual({ tone: 'success', text: '已销号 2026-单-001' })
      expect(chatText(done)).toContain('已销号：3月18日')
      expect((await privately(done)).周海明).toEqual(['陈立销号了你记的 2026-单-001 提醒整改单2张 · 会务部'])
      expect((await tap(action, { by: '陈立', sentAt: later + 1 })).notice?.text).toBe('这条之前已销号')
    }))

  it('is closed by its number, on the day said', () =>
    inNewBranch(async () => {
      const problem: RecordMeaning = {
        type: 'problem',
        source: '支部自查',
        problem: '记录不全',
        owner: '赵阳',
        date: '2026-03-16',
      }
      await mean(problem, { by: '周海明' })
      const close = { type: 'close_item', number: '2026-问-001', date: '2026-03-17' } as const
      expect(contentText((await mean(close, { by: '赵阳', sentAt: later })).chat)).toContain('已销号 2026-问-001')
      expect(await findEntryByNumber('2026-问-001')).toMatchObject({ closedOn: '2026-03-17' })
      const unknown = await mean({ type: 'close_item', number: '2026-问-099' }, { by: '赵阳' })
      expect(contentText(unknown.chat)).toContain('没有找到编号')
    }))

  it('a plan, is closed by the event that carries it out', () =>
    inNewBranch(async () => {
      await mean(plan, { by: '王敏' })
      const event: RecordMeaning = { type: 'theme_day', date: '2026-03-18', topic: '清明祭英烈', attendees: 'all' }
      expect(chatText(await mean(event, { by: '王敏', sentAt: later }))).toContain('计划 2026-计-001 已办')
      expect(await findEntryByNumber('2026-计-001')).toMatchObject({ planState: 'done', doneBy: '2026-党-001' })
    }))
})

describe('asking back', () => {
  const question = (partial: QuestionMeaning['partial'], fields: string[]): QuestionMeaning => ({
    type: 'question',
    question: '请核对。',
    fields,
    partial,
  })

  it('about money is private, with every line kept in the form', () =>
    inNewBranch(async () => {
      const unknown: Meaning = { error: 'unknown_person', name: '刘德发', partial: dues('陈立', '刘德发') }
      const asked = await mean(unknown, { by: '李淑贤' })
      expect(contentText(asked.chat)).toBe('这条还没记，要补的已私聊你')
      const card = cardOf(asked.direct?.[0]?.content)
      expect(formValues(card)).toMatchObject({ month: '2026-03', items: '陈立 50\n刘德发 50.5' })
      const speaker = { by: '李淑贤', chat: 'p2p' } as const
      const refused = await tap(buttonOf(card, '记下').action, speaker, formValues(card))
      expect(chatText(refused, false)).toContain('名册里没有“刘德发”')
      const next = refused.updates?.find((update) => 'messageId' in update)
      if (!next || !('card' in next)) throw new Error('no form again')
      const values = { ...formValues(next.card), items: '陈立 50\n李响 50.5' }
      const done = await tap(buttonOf(next.card, '记下').action, { ...speaker, sentAt: later }, values)
      expect(chatText(done, false)).toContain('明细：陈立 50元、李响 50.50元')
      expect(await listEntries()).toMatchObject([{ kind: 'dues', totalFen: 10_050 }])
    }))

  it('about somebody whom the ledger does not know keeps the sentence', () =>
    inNewBranch(async () => {
      const asked = await mean(dues('陈立', '刘德发'), { by: '李淑贤', chat: 'p2p' })
      expect(contentText(asked.chat)).toMatch(/^还没记｜党费[\s\S]*刘德发/)
      expect(await listEntries()).toEqual([])
    }))

  it('about several doubtful things is one card: a form and the others as sentences', () =>
    inNewBranch(async () => {
      const doubtful = [question(slip, ['kind']), question({ type: 'projectEvent', project: '标准化' }, ['kind'])]
      const asked = await mean({ records: [plan], doubtful }, { by: '周海明' })
      expect(await listEntries({ to: '2026-12-31' })).toHaveLength(1)
      expect(chatText(asked)).toContain('已记｜计划主题党日')
      const form = (await privately(asked)).周海明?.[0] ?? ''
      expect(form).toContain('这条消息里有2件事要补，先填这一件：请核对。')
      expect(form).toContain('· …月…日 标准化…')
      const alone = await mean({ records: [], doubtful }, { by: '周海明' })
      expect(contentText(alone.chat)).toContain('其余请补全后各发一句')
    }))

  it('of what is still to come offers the plan as a sentence', () =>
    inNewBranch(async () => {
      const partial = { type: 'training', date: '2026-03-19', topic: '党章' } as const
      const asked = await mean({ error: 'future_date', date: '2026-03-19', suggest: 'plan', partial })
      expect(chatText(asked)).toContain('请发：计划3月19日 培训 党章')
    }))
})

describe('help', () => {
  it('explains one kind, and private ones in private only', () =>
    inNewBranch(async () => {
      const duesHelp = { type: 'help', topic: '党费' } as const
      expect(chatText(await mean(duesHelp))).toContain('请私聊我说')
      expect(chatText(await mean(duesHelp, { chat: 'p2p' }))).toContain('3月党费我交了52.4元')
      expect(chatText(await mean({ type: 'help', topic: '什么' }))).toContain('台账助手怎么用')
    }))
})
