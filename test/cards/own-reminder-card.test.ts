import { describe, expect, it } from 'vitest'
import { heldCard } from '../../cards/held-card.js'
import { ownReminderCard } from '../../cards/own-reminder-card.js'
import { SAMPLE_REMINDERS } from '../../cards/shared/own-samples.js'
import { cardText } from './card-text.js'

const linesOf = (card: Parameters<typeof cardText>[0]): string[] => cardText(card).split('\n')
const [theme, partner, three, both] = SAMPLE_REMINDERS.coming

describe('a reminder', () => {
  it('says when, what and where, with three answers', () => {
    const card = ownReminderCard(theme)
    expect(linesOf(card).slice(0, 4)).toEqual([
      '提醒你一件事',
      '3月26日（周四）14:00 主题党日 · 清明祭英烈',
      '地点 烈士陵园',
      '编号 2026-计-003',
    ])
    expect(card.buttons?.map(({ text }) => text)).toEqual(['知道了', '明天再说', '不用提醒'])
  })

  it('of a talk says with whom, from either side', () => {
    expect(cardText(ownReminderCard(partner))).toContain('3月26日（周四）上午 和陈立谈心谈话')
  })

  it('of several things comes in their order, and its buttons mean them all', () => {
    const card = ownReminderCard(three)
    expect(linesOf(card).filter((line) => /^\d+月/.test(line))).toEqual([
      '3月26日（周四）上午 和赵阳谈心谈话',
      '3月27日（周五）09:00—11:00 培训 · 《中国共产党纪律处分条例》解读',
      '3月31日（周二）前 和赵阳谈心谈话',
    ])
    expect(cardText(card)).toContain('你主讲 · 地点 三楼会议室')
    expect(card.buttons?.map(({ twin }) => twin)).toEqual([
      '知道了 2026-计-005 2026-计-004 2026-计-004',
      '明天再说 2026-计-005 2026-计-004 2026-计-004',
    ])
  })

  it('with 办了吗 on the same card does not become its answer', () => {
    const card = ownReminderCard(both)
    expect(cardText(card)).toContain('已过了计划的日子，办了吗？')
    expect(card.buttons?.some(({ action }) => 'whole' in action)).toBe(false)
  })

  it('to a reader in several branches names this one in every command', () => {
    const card = ownReminderCard({ ...theme, inSeveral: true })
    for (const { twin } of card.buttons ?? []) expect(twin).toMatch(/ 人事部党支部$/)
  })
})

describe('办了吗', () => {
  it('asks 谈了吗 of a talk', () => {
    const [, deadline] = SAMPLE_REMINDERS.held
    const card = heldCard(deadline)
    expect(card.title).toBe('谈了吗？')
    expect(card.buttons?.map(({ text }) => text)).toEqual(['已谈，记一笔', '改期', '取消'])
  })

  it('of several plans has one button each, and says how the rest is typed', () => {
    const [, , several] = SAMPLE_REMINDERS.held
    const card = heldCard(several)
    expect(card.buttons).toHaveLength(3)
    expect(cardText(card)).toMatch(/没办成发“改期 2026-计-00\d”或“取消计划 2026-计-00\d”/)
  })
})
