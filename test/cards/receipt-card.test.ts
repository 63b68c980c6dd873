import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receiptCard } from '../../cards/receipt-card.js'
import {
  SAMPLE_MEETING,
  SAMPLE_NOW,
  SAMPLE_SELF_STUDY,
  SAMPLE_TALK,
  SAMPLE_THEME_DAY,
  SAMPLE_TRAINING,
  SAMPLE_ZONE,
} from '../../cards/samples.js'
import { DEFAULT_MARK } from '../../cards/shared/entry-text.js'
import type { EntryView } from '../../src/core/views.js'
import { cardText } from './card-text.js'

const show = (entry: EntryView, inGroup: boolean): string =>
  cardText(receiptCard([entry], { inGroup, timezone: SAMPLE_ZONE }))
const voided = { voided: true, voidedBy: '赵阳', voidedAt: SAMPLE_NOW + 300_000 }

describe('receipt card', () => {
  it.each([
    [
      'the receipt of moments.md §6',
      SAMPLE_TRAINING,
      true,
      [
        '已记｜集中学习 · 二十届四中全会精神',
        '3月17日（周二）下午 · 2小时 · 应到7 实到7 · 形式：集中学习「默认」',
        '同时计入：学时 ｜ 编号 2026-学-014 ｜ 记录人 赵阳',
        '[改一下]',
        '[撤销]',
        '[有出入]',
      ],
    ],
    [
      'the same body once voided, with the outcome where the button was',
      { ...SAMPLE_TRAINING, ...voided },
      true,
      [
        '已撤销｜集中学习 · 二十届四中全会精神',
        '3月17日（周二）下午 · 2小时 · 应到7 实到7 · 形式：集中学习「默认」',
        '同时计入：学时 ｜ 编号 2026-学-014 ｜ 记录人 赵阳',
        '已撤销（赵阳，3月18日 10:05）',
      ],
    ],
    [
      'late, on a rest day, absences as a number only',
      SAMPLE_THEME_DAY,
      true,
      [
        '已记｜主题党日 · 参观南湖革命纪念馆',
        '3月8日（周日） · 8学时 · 应到7 实到5 · 形式：外出考察',
        '地点 南湖革命纪念馆',
        '3月8日是周日，已照记',
        '补录：3月18日录入',
        '编号 2026-党-003 ｜ 记录人 赵阳',
        '[改一下]',
        '[撤销]',
        '[有出入]',
      ],
    ],
    [
      'who was missing only in private',
      SAMPLE_MEETING,
      false,
      [
        '已记｜党员大会 · 讨论孙小雨同志转正',
        '3月2日（周一） · 应到7 实到6',
        '主持 陈立 · 会议记录 周海明',
        '表决：赞成5 反对0 弃权0 · 决议：通过',
        '未到：王敏（公出）',
        '编号 2026-会-001 ｜ 记录人 赵阳',
        '[改一下]',
        '[撤销]',
      ],
    ],
    [
      'no hours of one person in the group',
      { ...SAMPLE_SELF_STUDY, start: '09:00', end: '09:45' },
      true,
      [
        '已记｜自学 · 《论中国共产党历史》第三章',
        '3月18日（周三）「默认」 · 参加：本人「默认」',
        '编号 2026-学-015 ｜ 记录人 赵阳',
        '[改一下]',
        '[撤销]',
        '[有出入]',
      ],
    ],
  ] as [string, EntryView, boolean, string[]][])('shows %s', (_name, entry, inGroup, lines) => {
    expect(show(entry, inGroup).split('\n')).toEqual(lines)
  })

  it('undoes by a button whose typed twin names the entry', () => {
    const [, button] = receiptCard([SAMPLE_TRAINING], { inGroup: true, timezone: SAMPLE_ZONE }).buttons ?? []
    expect(button).toMatchObject({
      text: '撤销',
      twin: '撤销 2026-学-014',
      action: { v: 1, name: 'undo-entry', entryId: SAMPLE_TRAINING.id },
    })
  })

  it('says how to correct by a reply only where a reply tells what it replies to', () => {
    const options = { timezone: SAMPLE_ZONE, canReply: true }
    expect(cardText(receiptCard([SAMPLE_TRAINING], { ...options, inGroup: true }))).toContain(
      '也可回复本条并@我：更正 …',
    )
    expect(cardText(receiptCard([SAMPLE_TRAINING], { ...options, inGroup: false }))).toContain('也可回复本条：更正 …')
    expect(show(SAMPLE_TRAINING, true)).not.toContain('也可回复')
  })

  it('names the year when it is not this one', () => {
    expect(show({ ...SAMPLE_TRAINING, date: '2025-12-30' }, true)).toContain('2025年12月30日（周二）')
  })

  it('holds several entries of one message and a button for each that stands', () => {
    const card = receiptCard([SAMPLE_TRAINING, { ...SAMPLE_MEETING, ...voided }, SAMPLE_THEME_DAY], {
      inGroup: true,
      timezone: SAMPLE_ZONE,
    })
    expect(card.title).toBe('已记2条')
    expect(card.buttons?.map(({ text }) => text)).toEqual([
      '改 2026-学-014',
      '撤销 2026-学-014',
      '改 2026-党-003',
      '撤销 2026-党-003',
    ])
    expect(cardText(card)).toContain('已撤销（赵阳，3月18日 10:05）')
  })

  it('holds talks beside other entries, each with no more of its content than its reader may have', () => {
    const other = {
      ...SAMPLE_TALK,
      id: 'other',
      number: '2026-谈-004',
      title: '谈心谈话 王敏—李响',
      followupDue: undefined,
    }
    const secret = { topic: '家里老人住院' }
    const talks = new Map([
      [SAMPLE_TALK.id, { readerIsNamed: true, content: secret, canUndo: true }],
      [other.id, { readerIsNamed: false, content: { topic: '轮岗' }, canUndo: true }],
    ])
    const untold = '李响还没有绑定账号'
    const options = { inGroup: false, timezone: SAMPLE_ZONE, talks, untold }
    const card = receiptCard([SAMPLE_TRAINING, SAMPLE_TALK, other], options)
    const text = cardText(card)
    expect(card.title).toBe('已记3条')
    expect(text).toContain('家里老人住院')
    expect(text).not.toContain('轮岗')
    expect(text).toContain('跟进期限：3月31日')
    expect(text.match(/谈话内容加密保存，仅谈话双方可见/g)).toHaveLength(1)
    expect(text).toContain('看内容请发：查看谈话内容 2026-谈-003')
    expect(text).toContain(untold)
    expect(card.buttons?.map(({ text: words }) => words)).toEqual([
      ...['改 2026-学-014', '撤销 2026-学-014', '改 2026-谈-003', '撤销 2026-谈-003', '已跟进 2026-谈-003'],
      ...['改 2026-谈-004', '撤销 2026-谈-004'],
    ])
    const gone = receiptCard(
      [
        { ...SAMPLE_TALK, ...voided },
        { ...other, ...voided },
      ],
      options,
    )
    expect(gone.title).toBe('已撤销2条')
    expect(cardText(gone)).not.toContain(untold)
    const many = receiptCard(
      Array.from({ length: 7 }, () => SAMPLE_TALK),
      options,
    )
    expect(cardText(many)).not.toContain('住院')
    expect(many.buttons ?? []).toEqual([])
  })

  const INFERABLE = [
    ...['date', 'end_date', 'start', 'end', 'period', 'minutes', 'credit_hours', 'form', 'kind', 'topic', 'place'],
    ...['lecturer', 'host', 'recorder', 'attendees', 'expected', 'actual', 'category', 'campaign', 'audience', 'votes'],
    ...['resolution', 'something_new'],
  ]
  const FULL: EntryView = { ...SAMPLE_MEETING, ...SAMPLE_TRAINING, endDate: '2026-03-18', creditHours: 4 }

  it('marks every inferred field, whether its value is shown or not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(FULL, SAMPLE_TRAINING, SAMPLE_MEETING, SAMPLE_THEME_DAY),
        fc.subarray(INFERABLE),
        fc.boolean(),
        (entry, inferred, inGroup) => {
          const marks = show({ ...entry, inferred }, inGroup).split(DEFAULT_MARK).length - 1
          expect(marks).toBe(inferred.length)
        },
      ),
    )
  })

  it('marks the clock time instead of the half day it is in', () => {
    const shown = show({ ...SAMPLE_TRAINING, start: '14:00', end: '16:00', inferred: ['period', 'end'] }, true)
    expect(shown).toContain('3月17日（周二）14:00—16:00「默认」')
  })

  it('never tells a group who was missing, why, or one person’s hours', () => {
    const name = fc.constantFrom('欧阳某甲', '司马某乙')
    const reason = fc.constantFrom('住院', '家里有事')
    fc.assert(
      fc.property(
        fc.constantFrom(SAMPLE_TRAINING, SAMPLE_MEETING, SAMPLE_THEME_DAY, SAMPLE_SELF_STUDY),
        fc.array(fc.record({ name, reason: fc.option(reason, { nil: undefined }) }), { maxLength: 3 }),
        fc.record({ solo: fc.boolean(), voided: fc.boolean(), late: fc.boolean(), noted: fc.boolean() }),
        fc.integer({ min: 1, max: 1440 }),
        (base, absent, { solo, voided: isVoided, late, noted }, minutes) => {
          const entry: EntryView = {
            ...base,
            absent,
            minutes,
            late,
            voided: isVoided,
            note: noted ? absent.map((one) => `${one.name}${one.reason}`).join() : undefined,
            ...(solo && base.kind === 'training' ? { participants: ['赵阳'] } : {}),
          }
          const shown = show(entry, true)
          expect(shown).not.toMatch(/某甲|某乙|住院|家里有事/)
          if (entry.kind === 'training' && entry.participants.length === 1)
            expect(shown).not.toMatch(/小时|分钟|\d学时/)
        },
      ),
    )
  })
})
