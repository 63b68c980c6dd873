import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlayBot, startPlay } from '../helpers/bot.js'
import { faceOf, privateChat, sayInGroup, sayInPrivate, tapAs } from '../helpers/exchange.js'

let bot: PlayBot
beforeAll(async () => {
  bot = await startPlay()
})
afterAll(() => bot.stop())

const say = async (text: string, name: '陈立' | '王敏' = '陈立'): Promise<string> =>
  (await sayInPrivate(bot, name, text)).to(name)

describe('the secretary keeps the rules by saying it', () => {
  it('sees each with how often, why, and whether it is on; a group reads nothing of it', async () => {
    const heard = await sayInGroup(bot, '陈立', '规则')
    expect(heard.group).toBe('已私聊你')
    const shown = heard.to('陈立')
    for (const line of [
      '提醒规则｜人事部党支部',
      '主题党日 1次：适用于所有支部（《中国共产党支部工作条例（试行）》）',
      '党费 7人：名册上的党员都要按月交',
      '谈心谈话 3次：支部承诺每季度3次（支部承诺）',
      '谈心谈话覆盖 21对：党员两两之间每年至少一次',
      '支委会：正式党员6人，不足7人不设支委会',
    ])
      expect(shown).toContain(line)
    expect(shown).not.toMatch(/第.{1,3}条/)
  })

  it('nobody else does', async () => {
    expect(await say('规则', '王敏')).toBe('提醒规则由书记来看、来改，有建议可以直接跟书记说')
  })

  it('switches one off and on, by any of its names, and says how often', async () => {
    expect(await say('关闭规则 小家活动')).toBe(
      '已关闭规则「工会小家活动」，不再提醒。从本期起算，以前的仍按原来的。恢复请发「开启规则 工会小家活动」',
    )
    expect(await say('规则')).toContain('工会小家活动（每季度）：陈立3月18日（周三）关闭')
    expect(await say('缺什么记录')).not.toContain('小家活动')
    expect(await say('开启规则 小家活动')).toContain('已开启规则「工会小家活动」（每季度1次）')
    expect(await say('谈心谈话 每季度2次')).toBe('「谈心谈话」改为每季度2次。从本期起算，以前的仍按原来的。')
    expect(await say('规则')).toContain('谈心谈话 2次：支部承诺每季度2次（支部承诺，陈立3月18日（周三）改）')
  })

  it('adds one of the branch’s own, which records of that name meet, and takes it away', async () => {
    expect(await say('增加规则 每月1次 政治学习')).toContain('已增加规则「政治学习」：每月1次')
    expect(await say('缺什么记录')).toContain('政治学习（2026年3月）：暂无记录')
    await sayInGroup(bot, '赵阳', '3月17日集中学习2小时，主题：政治学习月度专题，全员参加')
    expect(await say('补记政治学习 2026-03')).toBe('政治学习已经有记录了')
    expect(await say('删除规则 政治学习')).toContain('已删除规则「政治学习」')
  })

  it('what is done once a year is recorded by a word, or by the form of its rule', async () => {
    expect(await say('3月16日党费基数核定好了，7人')).toMatch(/已记｜2026年指标 · 党费基数核定7/)
    const opened = await sayInPrivate(bot, '陈立', '补记党费公示 2026')
    const form = opened.only(privateChat(bot, '陈立'))
    expect(form.text).toContain('补记党费公示：请核对期间和数量。')
    await tapAs(bot, '陈立', form, '记下')
    expect(faceOf(bot, form)).toContain('已记｜2026年指标 · 党费公示1')
    expect(await say('补记党费公示 2026')).toBe('党费公示已经有记录了')
  })

  it('an article is shown once the operator confirmed it, to him alone before', async () => {
    const { admin } = bot
    const listed = async () =>
      ((await admin.get('/regulations')).body as unknown as { regulations: { rule: string; article?: string }[] })
        .regulations
    expect((await listed()).find(({ rule }) => rule === 'general-meeting-quarter')?.article).toBeUndefined()
    for (const body of [{ rule: 'general-meeting-quarter', article: '11' }, { rule: 'general-meeting-quarter' }])
      expect((await admin.post('/regulations', body)).status).toBe(400)
    expect((await admin.post('/regulations', { rule: 'talks-quarter', article: '第一条' })).status).toBe(404)
    const confirmed = { rule: 'general-meeting-quarter', article: '第十一条' }
    expect(await admin.post('/regulations', confirmed)).toEqual({ status: 200, body: confirmed })
    expect((await listed()).find(({ rule }) => rule === 'general-meeting-quarter')?.article).toBe('第十一条')
    expect(await say('为什么提醒')).toContain(
      '党员大会：每季度1次，适用于所有支部。依据：《中国共产党支部工作条例（试行）》第十一条',
    )
  })
})
