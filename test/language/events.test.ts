import { describe, expect, it } from 'vitest'
import { differences, linesOf, say, understood, writes } from './helpers.js'

const lines = linesOf('events.jsonl')

describe('every kind of event, in the words of an office', () => {
  for (const line of lines) {
    it(line.text.slice(0, 60).replaceAll('\n', ' '), () => {
      expect(differences(line.expect, understood(line))).toEqual([])
    })
  }
})

describe('what a sentence leaves open is asked, never guessed', () => {
  it.each([
    ['@台账助手 昨天开了推进会', 'project'],
    ['@台账助手 昨天客房部、餐饮部各开整改单一张', 'department'],
    ['@台账助手 上周六志愿服务 2小时', 'attendees'],
    ['@台账助手 昨天慈善一日捐 陈立200 王敏100 李响', 'attendees'],
    ['@台账助手 昨天主题党日捐款，7人共捐700元', 'topic'],
    ['@台账助手 昨天安全培训考试，全员合格', 'topic'],
    ['2月和3月处罚单3张', 'period'],
  ])('%s → %s', (text, field) => {
    const meaning = say(text, text.startsWith('@') ? { chat: 'group' } : {}) as { fields?: string[] }
    expect(writes(meaning as never)).toBe(false)
    expect(meaning.fields).toContain(field)
  })

  it('a slip whose kind is not said is asked for it', () => {
    expect(say('今天给客房部开了张单子 地面有积水')).toMatchObject({ error: 'missing_field', fields: ['kind'] })
  })

  it('the analysis of members is for the secretary in private, and nothing of it is carried along', () => {
    const found = '有个别同志压力较大，是新问题；和去年比好一些'
    expect(say(`一季度思想状况分析：${found}`, { sender_role: 'secretary' })).toMatchObject({
      period: '2026-Q1',
      topic: found.replaceAll('，', ',').replace('；', ';'),
    })
    const text = '一季度思想状况分析研判：个别同志压力较大'
    expect(say(text, { sender_role: 'secretary' })).toMatchObject({ type: 'analysis', period: '2026-Q1' })
    for (const meaning of [say(text), say(`@台账助手 ${text}`, { chat: 'group', sender_role: 'secretary' })]) {
      expect(meaning).toEqual({ error: 'not_permitted', action: 'analysis' })
    }
  })

  it('what one person gave is marked private in the group only', () => {
    const text = '昨天慈善一日捐 陈立200元 王敏100元'
    expect(say(`@台账助手 ${text}`, { chat: 'group' })).toMatchObject({ privacy: 'amount_in_group' })
    expect(say(text)).not.toHaveProperty('privacy')
  })
})

describe('one event, one record; several events, several', () => {
  it('one sentence for many books stays one record', () => {
    expect(say('昨天主题党日看《长津湖》2小时')).toMatchObject({ type: 'theme_day', form: '主题影片', minutes: 120 })
    expect(say('昨天主题党日走访慰问退休党员，全员')).toMatchObject({ type: 'theme_day' })
  })

  it('the contest said once holds for the next prize', () => {
    expect(say('3月10日书画比赛二等奖：赵阳、孙小雨，优秀奖：李响')).toMatchObject({
      records: [
        { type: 'honour', topic: '书画比赛', prize: '二等奖', winners: ['赵阳', '孙小雨'], date: '2026-03-10' },
        { type: 'honour', topic: '书画比赛', prize: '优秀奖', winners: ['李响'], date: '2026-03-10' },
      ],
    })
  })

  it('a date said once holds for the next record', () => {
    const meaning = say('昨天慈善一日捐7人共1400元，另外给客房部开了张提醒整改单')
    expect(meaning).toMatchObject({
      records: [
        { type: 'donation', date: '2026-03-17', actual: 7, total: 1400 },
        { type: 'qualitySlip', date: '2026-03-17', department: '客房部' },
      ],
    })
  })

  it.each([
    '| 日期 | 3月10日 |\n| 内容 | 薪酬政策解读 |\n| 形式 | 业务培训 |\n| 主讲 | 李淑贤 |\n| 时长 | 1.5小时 |',
    '日期\t3月10日\n内容\t薪酬政策解读\n形式\t业务培训\n主讲\t李淑贤\n时长\t1.5小时',
  ])('a pasted form is one record', (text) => {
    expect(say(text)).toMatchObject({
      type: 'training',
      form: '业务培训',
      date: '2026-03-10',
      minutes: 90,
      topic: '薪酬政策解读',
      lecturer: '李淑贤',
    })
  })

  it('a pasted table is a record for each row, and one doubtful row makes all of it a question', () => {
    const table = (second: string): string =>
      `日期 | 部门 | 类型 | 问题\n--- | --- | --- | ---\n3月12日 | 客房部 | 提醒整改单 | 布草有污渍\n${second}`
    expect(say(table('3月13日 | 餐饮部 | 处罚单 | 上菜慢'))).toMatchObject({
      records: [{ department: '客房部' }, { department: '餐饮部', kind: '服务质量处罚单', problem: '上菜慢' }],
    })
    expect(writes(say(table('3月32日 | 餐饮部 | 处罚单 | 上菜慢')))).toBe(false)
  })
})
