import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confirmDuesCard } from '../../cards/confirm-dues-card.js'
import { receiptCard } from '../../cards/receipt-card.js'
import { SAMPLE_NOW, SAMPLE_PEOPLE, SAMPLE_TRAINING, SAMPLE_ZONE } from '../../cards/samples.js'
import type { EntryAside } from '../../cards/shared/entry-lines.js'
import { DEFAULT_MARK } from '../../cards/shared/entry-text.js'
import { SAMPLE_AMOUNTS, SAMPLE_KINDS } from '../../cards/shared/kind-samples.js'
import type { EntryView } from '../../src/core/views.js'
import { cardText } from './card-text.js'

const show = (entry: EntryView, inGroup: boolean, aside: EntryAside = {}): string[] =>
  cardText(receiptCard([entry], { inGroup, timezone: SAMPLE_ZONE, asides: new Map([[entry.id, aside]]) }))
    .split('\n')
    .filter((line) => !EVERYWHERE.includes(line))
/** Buttons of every receipt. */
const EVERYWHERE = ['[撤销]', '[改一下]', '[有出入]']
const ENTRIES: readonly EntryView[] = Object.values(SAMPLE_KINDS)

describe('the receipt of each kind', () => {
  it.each([
    [
      SAMPLE_KINDS.activity,
      [
        '已记｜工会小家活动 · 插花',
        '3月8日（周日） · 应到7 实到7',
        '3月8日是周日，已照记',
        '编号 2026-活-001 ｜ 记录人 赵阳',
      ],
    ],
    [
      SAMPLE_KINDS.volunteer,
      [
        '已记｜志愿服务 · 省两会（茶水服务台）',
        '3月17日（周二） · 2小时 · 参加：赵阳、李响',
        '岗位 茶水服务台',
        '编号 2026-志-001 ｜ 记录人 赵阳',
      ],
    ],
    [
      SAMPLE_KINDS.donation,
      ['已记｜捐款 · 慈善一日捐', '3月17日（周二） · 7人 · 合计350元', '编号 2026-捐-001 ｜ 记录人 赵阳'],
    ],
    [
      SAMPLE_KINDS.honour,
      [
        '已记｜省级机关演讲比赛 · 三等奖',
        '3月17日（周二）「默认」',
        '获奖人 孙小雨',
        '编号 2026-荣-001 ｜ 记录人 赵阳',
      ],
    ],
    [
      SAMPLE_KINDS.qualitySlip,
      [
        '已记｜提醒整改单2张 · 会务部',
        '3月17日（周二）',
        '问题：茶水不及时',
        '整改期限：3月31日（未销号）',
        '编号 2026-单-003 ｜ 记录人 赵阳',
        '[已整改]',
      ],
    ],
    [
      SAMPLE_KINDS.problem,
      [
        '已记｜支部自查 · 学习记录不全',
        '3月17日（周二）「默认」',
        '来源 支部自查',
        '措施：补齐记录',
        '责任人 周海明',
        '整改期限：3月31日（未销号）',
        '编号 2026-问-001 ｜ 记录人 赵阳',
        '[销号]',
      ],
    ],
    [
      SAMPLE_KINDS.spotCheck,
      ['已记｜抽查 · 会务部', '3月17日（周二）', '结果：合格', '得分 95', '编号 2026-查-001 ｜ 记录人 赵阳'],
    ],
    [
      SAMPLE_KINDS.metric,
      ['已记｜2026年2月指标 · 提醒整改单5', '2026年2月', '其中未销号：提醒整改单1', '编号 2026-数-001 ｜ 记录人 赵阳'],
    ],
    [
      SAMPLE_KINDS.plan,
      [
        '已记｜计划主题党日 · 清明祭英烈',
        '3月26日（周四）14:00',
        '到时私聊提醒大家（前一个工作日下午）',
        '编号 2026-计-003 ｜ 记录人 赵阳',
      ],
    ],
  ] as [EntryView, string[]][])('says what the group may read of $kind', (entry, lines) => {
    expect(show(entry, true)).toEqual(lines)
  })

  it('tells the dues officer all sums, and whoever has none the count alone', () => {
    expect(show(SAMPLE_KINDS.dues, false, { amounts: SAMPLE_AMOUNTS })).toEqual([
      '已记｜3月党费',
      '2026年3月 · 4人 · 合计387.50元 · 3月10日交',
      '明细：陈立 125元、王敏 98.50元、李淑贤 88元、周海明 76元',
      '说的是收齐了，但名册里还有党员没有这个月的记录，请核对',
      '编号 2026-费-003 ｜ 记录人 赵阳',
    ])
    expect(show({ ...SAMPLE_KINDS.dues, unconfirmed: true }, false)).toContain('待管党费的同志确认')
  })

  it('never shows a group what one of few gave, who gave, or that somebody did not', () => {
    const money = fc.record({
      kind: fc.constantFrom('dues', 'donation'),
      payers: fc.subarray([...SAMPLE_PEOPLE], { minLength: 1 }),
      fen: fc.integer({ min: 1, max: 99_999 }),
    })
    fc.assert(
      fc.property(money, ({ kind, payers, fen }) => {
        const base = kind === 'dues' ? SAMPLE_KINDS.dues : { ...SAMPLE_KINDS.donation, actual: undefined }
        const entry: EntryView = { ...base, author: '记录员', payers, totalFen: fen * payers.length }
        const amounts = payers.map((name) => ({ name, fen }))
        const shown = show(entry, true, { amounts }).join('\n')
        for (const name of payers) expect(shown).not.toContain(name)
        expect(shown).not.toMatch(/收齐|明细/)
        expect(shown.includes('合计')).toBe(payers.length >= 3)
      }),
    )
  })

  it('marks every inferred field, whether its value is shown or not', () => {
    const inferable = [
      'topic',
      'place',
      'post',
      'prize',
      'count',
      'department',
      'due_to',
      'owner',
      'result',
      'something',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...ENTRIES), fc.subarray(inferable), fc.boolean(), (entry, inferred, inGroup) => {
        const marks =
          show({ ...entry, inferred }, inGroup)
            .join('\n')
            .split(DEFAULT_MARK).length - 1
        expect(marks).toBe(inferred.length)
      }),
    )
  })
})

describe('what a receipt says beside the entry', () => {
  const { qualitySlip, plan } = SAMPLE_KINDS

  it('names the plan that was carried out, and the other books it counts in', () => {
    const lines = show(SAMPLE_TRAINING, true, { countsAs: ['主题影片', '学时'], closedPlan: '2026-计-003' })
    expect(lines).toContain('计划 2026-计-003 已办')
    expect(lines).toContain('同时计入：主题影片、学时 ｜ 编号 2026-学-014 ｜ 记录人 赵阳')
  })

  it.each([
    [{ planState: 'done', doneBy: '2026-党-004' }, '已办：2026-党-004'],
    [{ planState: 'moved', doneBy: '2026-计-004' }, '已改期：2026-计-004'],
    [{ planState: 'cancelled' }, '已取消'],
  ] as const)('says of a plan %o', (state, line) => {
    expect(show({ ...plan, ...state }, true)).toContain(line)
  })

  it('has no 销号 once it is closed, nor for an award', () => {
    expect(show({ ...qualitySlip, closedOn: '2026-03-18' }, true)).toContain('已销号：3月18日')
    expect(show({ ...qualitySlip, closedOn: '2026-03-18' }, true)).not.toContain('[已整改]')
    expect(show({ ...qualitySlip, subkind: '奖励单' }, true)).not.toContain('[已整改]')
  })

  it('counts pictures and shows the last change before → after; a group not who was missing', () => {
    const picture = {
      id: 'e1',
      name: 'a.jpg',
      mediaType: 'image/jpeg',
      bytes: 1,
      hash: 'x',
      storageKey: 'x',
      addedAt: 0,
      addedBy: '赵阳',
    }
    const fields = [
      { field: 'minutes', before: '120', after: '180' },
      { field: 'date', before: '2026-03-16', after: '2026-03-17' },
      { field: 'absent', before: '', after: '李响（住院）' },
    ]
    const changed = {
      ...SAMPLE_TRAINING,
      evidence: [picture, picture],
      changes: [
        { at: SAMPLE_NOW, by: '赵阳', fields: [] },
        { at: SAMPLE_NOW, by: '赵阳', fields },
      ],
    }
    const group = show(changed, true)
    expect(group).toContain('凭证 2份')
    expect(group).toContain('改过：时长 2小时→3小时；日期 3月16日→3月17日；缺席人员（赵阳，3月18日 10:00，共改2次）')
    expect(show(changed, false).join()).toContain('缺席 +李响（住院）')
    expect(show({ ...changed, participants: ['赵阳'] }, true).join()).not.toMatch(/[23]小时/)
  })

  it('says who came to those who were there and who went, not both rosters; a group only that they changed', () => {
    const fields = [
      { field: 'attendees', before: '陈立、王敏、赵阳', after: '陈立、赵阳、李响、孙小雨' },
      { field: 'absent', before: '李响（公出）、孙小雨', after: '王敏' },
      { field: 'actual', before: '3', after: '4' },
    ]
    const changed = { ...SAMPLE_TRAINING, changes: [{ at: SAMPLE_NOW, by: '赵阳', fields }] }
    const when = '（赵阳，3月18日 10:00）'
    expect(show(changed, false).join('\n')).toContain(
      `改过：参加 +李响、孙小雨 −王敏；缺席 +王敏 −李响（公出）、孙小雨；实到 3→4${when}`,
    )
    expect(show(changed, true).join('\n')).toContain(`改过：参加、缺席人员；实到 3→4${when}`)
  })

  it('says that hours are nobody’s where nobody is named', () => {
    const nameless = { ...SAMPLE_TRAINING, participants: [] }
    for (const aside of [{}, { countsAs: ['学时'] }]) {
      const text = show(nameless, false, aside).join()
      expect(text).toContain('没写参加人员，学时没计到人 ｜ 编号')
      expect(text).not.toContain('同时计入')
    }
    expect(show(nameless, false, { countsAs: ['主题影片', '学时'] }).join()).toContain('同时计入：主题影片 ｜')
  })

  it('puts every warning into plain words', () => {
    const codes = [
      ...['no_committee', 'count_mismatch', 'votes_exceed_voters', 'duration_conflict', 'total_mismatch'],
      'something_new',
    ]
    for (const code of codes) expect(show({ ...SAMPLE_TRAINING, warn: [code] }, true).join()).toMatch(/请核对|请改类别/)
  })
})

describe('confirm dues card', () => {
  const dues = { ...SAMPLE_KINDS.dues, payers: ['赵阳'], warn: ['over_6_months'], unconfirmed: true }
  const text = (entry: EntryView): string =>
    cardText(confirmDuesCard(entry, { amounts: [{ name: '赵阳', fen: 5240 }], timezone: SAMPLE_ZONE }))

  it('asks with the sum, then keeps its body', () => {
    expect(text(dues)).toContain('赵阳说已交：2026年3月党费 · 赵阳 52.40元 · 3月10日交')
    expect(text(dues)).toMatch(/六个月以前[\s\S]*\[确认收到\]/)
    expect(text({ ...dues, unconfirmed: undefined })).toMatch(/^已确认｜赵阳的党费[\s\S]*已确认$/)
    expect(text({ ...dues, voided: true, voidedBy: '赵阳' })).toMatch(/已撤销（赵阳）$/)
  })
})
