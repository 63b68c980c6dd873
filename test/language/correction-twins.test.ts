import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CARDS } from '../../cards/index.js'
import type { Card } from '../../src/core/card.js'
import { understand } from '../../src/language/understand.js'

const say = (text: string) =>
  understand({
    text,
    chat: 'p2p',
    senderRoles: ['member'],
    sender: '赵阳',
    today: '2026-03-18',
    roster: ['陈立', '王敏', '赵阳', '孙小雨'].map((name) => ({ name, aliases: [], status: 'full' as const })),
    botName: '台账助手',
  })

describe('the buttons of corrections, typed', () => {
  it.each([
    ['改 2026-学-014', { type: 'edit', target: { number: '2026-学-014' } }],
    ['/改一下2026-谈-003。', { type: 'edit', target: { number: '2026-谈-003' } }],
    ['没问题 2026-学-014', { type: 'settle_dispute', number: '2026-学-014' }],
    ['保留 2026-学-014', { type: 'keep_entry', number: '2026-学-014' }],
    ['有出入 2026-学-014', { type: 'dispute', number: '2026-学-014' }],
    ['有出入 2026-学-014 …', { type: 'dispute', number: '2026-学-014' }],
    ['有出入 2026-学-014 时间应该是周三', { type: 'dispute', number: '2026-学-014', text: '时间应该是周三' }],
    ['有出入：时间应该是周三', { type: 'dispute', text: '时间应该是周三' }],
    // Others read it as it was typed: full-width marks, the last one too.
    [
      '有出入 2026-学-014 我那天在，没有请假！（全天）',
      { type: 'dispute', number: '2026-学-014', text: '我那天在，没有请假！（全天）' },
    ],
    ['有出入：：我那天在，没有请假。', { type: 'dispute', text: '我那天在，没有请假。' }],
    ['有出入 @所有人，<b>请看</b>', { type: 'dispute', text: '全员 ,请看' }],
    ['不改了', { type: 'drop_draft' }],
    ['不提了', { type: 'drop_draft' }],
    [
      '撤销3月12日的集中学习',
      { type: 'undo', target: { find: { date: '2026-03-12', type: 'training', form: '集中学习' } } },
    ],
    [
      '把3月12日的集中学习撤销',
      { type: 'undo', target: { find: { date: '2026-03-12', type: 'training', form: '集中学习' } } },
    ],
  ])('%s', (text, meaning) => {
    expect(say(text)).toEqual(meaning)
  })

  const buttons = (card: Card) => [
    ...(card.buttons ?? []),
    ...card.blocks.flatMap((block) => (block.type === 'form' ? [block.form.submit] : [])),
  ]
  const TYPES: Readonly<Record<string, string>> = {
    'edit-entry': 'edit',
    'apply-edit': 'edit',
    'undo-entry': 'undo',
    'dispute-entry': 'dispute',
    'submit-dispute': 'dispute',
    'settle-dispute': 'settle_dispute',
    'keep-entry': 'keep_entry',
    'drop-draft': 'drop_draft',
  }
  const TWINS = CARDS.flatMap(({ samples }) => samples.flatMap(buttons)).flatMap(({ action, twin }) => {
    const type = TYPES[action.name]
    // The branch's name behind a number is taken off before the language reads it.
    return type === undefined ? [] : [[twin.replace(/ 人事部党支部$/, ''), type] as const]
  })

  it.each([...new Map(TWINS)])('%s on a card means %s', (twin, type) => {
    expect(say(twin)).toMatchObject({ type })
  })

  it('never takes a sentence for one of them unless it begins so', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('改', '有出入', '没问题', '保留'), (text, word) => {
        const meaning = say(`昨天下午集中学习2小时 ${word} ${text}`)
        expect(['dispute', 'settle_dispute', 'keep_entry']).not.toContain('type' in meaning ? meaning.type : '')
      }),
      { numRuns: 50 },
    )
  })
})
