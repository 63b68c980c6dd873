import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Meaning } from '../../src/core/meaning.js'
import { type Line, linesOf, say, understood, writes } from './helpers.js'

/** What follows a record and may not be passed over, whatever the record is. */
const TAKEN_BACK = ['，没开成', '，取消了', '，推迟了', '，还没定', '，我编的', '，先别记', '。开玩笑的']
const ASKED = ['？', '，是吗', '，记过了吗', '，有没有记']

/** Whether something would be written without a word to whoever said it. */
const silently = (meaning: Meaning): boolean => writes(meaning) && !('question' in meaning)

/** Every so many lines of the corpora: all of them would take a minute. */
const STEP = 17
const LINES: readonly Line[] = readdirSync(new URL('.', import.meta.url))
  .filter((name) => /^blind.*\.jsonl$/.test(name))
  .toSorted()
  .flatMap(linesOf)
  .filter((_, index) => index % STEP === 0)

describe('the last look', () => {
  const records = LINES.filter((line) => {
    const meaning = understood(line)
    return silently(meaning) && !('type' in meaning && /^(?:edit|undo|roster|close_item)$/.test(String(meaning.type)))
  })

  it('has records of most kinds to look at', () => {
    const types = new Set(records.map(({ expect: { type } }) => type))
    expect(types.size).toBeGreaterThan(12)
  })

  it.each([...TAKEN_BACK, ...ASKED])('lets nothing be written that ends with 「%s」', (tail) => {
    const written = records
      .map((line) => ({ ...line, text: line.text.replace(/[。.!！~～\s\p{Extended_Pictographic}]+$/u, '') + tail }))
      .filter((line) => {
        const meaning = understood(line)
        return silently(meaning) && !('type' in meaning && /^(?:edit|undo|close_item)$/.test(String(meaning.type)))
      })
    expect(written.map(({ text }) => text)).toEqual([])
  })

  it.each([
    ['a corrected day in a form', '【谈心谈话】\n对象：李响\n日期：3月16日\n主题：岗位晋升，不对，是3月15号'],
    ['a corrected length', '3月17日集中学习党章，1小时20分，哦不，是95分钟'],
    ['a corrected person behind a subject', '谈心登记 3/16 14:30-15:10 孙小雨 主题：考公还是留下来，不对，是王敏'],
    ['a vague day in a form', '奖励单1张，部门：会务一部，日期：前阵子，事由：拾金不昧'],
    ['a weekday of no week', '前阵子周六下午集中学习保密法一小时'],
    ['another thing on a day of its own', '我今年的党员风采：做会议服务技术能手，另外昨天跟赵阳谈心半小时'],
    ['a task in a talk', '昨晚跟海明谈心二十分钟左右，问题：值班室太冷，下周联系后勤修空调'],
    ['of which week a day is', '下周五，哦下周五有保障任务，那就周四晚上7点吧，主题党日，看《横空出世》'],
    ['one who was taken along', '3月17日去省人民医院走访慰问老党员郑师傅，敏姐陪我一起'],
    ['whoever typed it beside another', '省两会期间我和海明在茶水服务台当志愿者，1月27号'],
  ])('asks about %s', (_, text) => {
    expect(writes(say(text)) && !('question' in say(text)), text).toBe(false)
  })

  it.each([
    '3月17日集中学习《谁是最可爱的人？》一小时',
    '昨天集中学习党章1小时，讨论了为什么要守纪律',
    '3月10日党员大会，一是学习党章，二是讨论发展计划，王敏主持',
  ])('leaves alone: %s', (text) => {
    expect(writes(say(text)), text).toBe(true)
  })
})

describe('the last look at a change', () => {
  it.each([
    '把3月5号那次集中学习的地点改成五楼会议室，可以吗',
    '上一条主讲改成李响行不行',
    '刚才那条改成3小时，算了不用了',
    '把3月5号那次集中学习的地点改成五楼会议室，算了',
    '撤销刚才那条，先别撤',
    '把3月5号那次集中学习的地点改成五楼会议室；昨天集中学习党章1小时',
    '上一条地点改成五楼会议室，按半天算',
    '上一条整改期限其实是3月20日，再加上李响请假',
    '上条两处要改：主持是陈立不是王敏，另外实到是6个',
    '刚才那条补充备注：会后参观了展厅，地点改成三楼会议室',
  ])('asks about %s', (text) => {
    expect(say(text), text).not.toMatchObject({
      type: expect.stringMatching(/^(?:edit|undo)$/),
      target: expect.anything(),
    })
  })

  it.each([
    ['edit', '把3月5号那次集中学习的地点改成五楼会议室，谢谢'],
    ['edit', '上一条改成3小时，主持人换成王敏'],
    ['undo', '记错了，刚才那条不要了，算了'],
  ])('%s: %s', (type, text) => {
    expect(say(text), text).toMatchObject({ type, target: expect.anything() })
  })
})
