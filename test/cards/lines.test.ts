import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dailyLine } from '../../cards/daily-line.js'
import { LINES } from '../../cards/index.js'
import { quotaLine } from '../../cards/quota-line.js'
import { SAMPLE_SELF_STUDY, SAMPLE_THEME_DAY, SAMPLE_TRAINING } from '../../cards/samples.js'

describe('every line', () => {
  it('is in the list', () => {
    const files = readdirSync(new URL('../../cards/', import.meta.url)).filter((name) => name.endsWith('-line.ts'))
    expect(LINES.map(({ name }) => `${name}.ts`).toSorted()).toEqual(files.toSorted())
  })

  it.each(LINES)('$name is one line', ({ samples }) => {
    expect(samples.length).toBeGreaterThan(0)
    for (const text of samples) expect(text).toMatch(/^[^\n]{10,}$/)
  })
})

describe('quota line', () => {
  it('says how much, what changes and what can be done', () => {
    expect(quotaLine({ pool: 'calls', used: 8012, limit: 10_000 })).toBe(
      '本月接口用量已到80%（8012/10000次）。为保证记录不受影响，周报和提醒将合并发送；用到95%后，不含默认项的回执也合并成每天一条。月初自动恢复。需要照常发送的话，可请管理员购买用量，再调高本机器人的用量上限。',
    )
  })

  it('says of messages to the bot that they may not arrive any more', () => {
    expect(quotaLine({ pool: 'pushes', used: 2999, limit: 3000 })).toContain(
      '本月推送用量已到99%（2999/3000次）。用完后，大家发的话可能到不了我这里，要记的请尽早发。',
    )
  })
})

describe('daily line', () => {
  const today = '2026-03-18'

  it('names each entry with its number', () => {
    expect(dailyLine([SAMPLE_TRAINING, SAMPLE_THEME_DAY], { from: today, today })).toBe(
      '今天已记2条：2026-学-014 集中学习 · 二十届四中全会精神、2026-党-003 主题党日 · 参观南湖革命纪念馆（接口额度紧张，合并告知；撤销请带编号）',
    )
  })

  it('says since when, and of which branch to somebody in several', () => {
    expect(dailyLine([SAMPLE_TRAINING], { from: '2026-03-17', today, branchName: '人事部党支部' })).toMatch(
      /^「人事部党支部」3月17日以来已记1条：2026-学-014 /,
    )
  })

  it('tells neither one person’s hours nor who was missing', () => {
    const line = dailyLine([SAMPLE_SELF_STUDY, SAMPLE_THEME_DAY], { from: today, today })
    expect(line).not.toMatch(/\d小时|分钟|\d学时|孙小雨|李响|发烧/)
  })

  it('stays readable when there are many', () => {
    const many = Array.from({ length: 25 }, () => SAMPLE_TRAINING)
    const line = dailyLine(many, { from: today, today })
    expect(line).toContain('今天已记25条：')
    expect(line.split('2026-学-014')).toHaveLength(21)
    expect(line).toContain('等（')
  })
})
