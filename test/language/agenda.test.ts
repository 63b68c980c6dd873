import { describe, expect, it } from 'vitest'
import { say, writes } from './helpers.js'

/** Items of a meeting: what, decided how, by whom, until when (domain.md P8). */
const meeting = (text: string) => say(text, { sender_role: 'secretary' })

describe('several items', () => {
  it.each([
    [
      '3月10日党员大会，应到7人，实到7人，议题：1.讨论孙小雨转正，赞成5票，反对0票，通过；2.落实消防整改，由赵阳负责，3月底前完成',
      {
        date: '2026-03-10',
        expected: 7,
        actual: 7,
        votes: { for: 5, against: 0 },
        resolution: '通过',
        topic: '讨论孙小雨转正；落实消防整改',
        agenda: [
          { topic: '讨论孙小雨转正', decision: '通过', votes: { for: 5, against: 0 } },
          { topic: '落实消防整改', owner: '赵阳', due_to: '2026-03-31' },
        ],
      },
    ],
    [
      '3月10日党员大会，议题：1.讨论转正，赞成5票，反对0票，通过；2.采购投影仪，赞成6票，反对0票，决定公开招标，由李响负责，4月15日前完成。主持陈立，应到7人，实到7人',
      {
        host: '陈立',
        expected: 7,
        agenda: [
          { topic: '讨论转正', decision: '通过', votes: { for: 5, against: 0 } },
          { topic: '采购投影仪', decision: '公开招标', votes: { for: 6 }, owner: '李响', due_to: '2026-04-15' },
        ],
      },
    ],
    [
      '3月10日党员大会，1.学习条例；2.消防整改由赵阳负责3月底前完成；3.党费公示（王敏，4月5日前）',
      {
        agenda: [
          { topic: '学习条例' },
          { topic: '消防整改', owner: '赵阳', due_to: '2026-03-31' },
          { topic: '党费公示', owner: '王敏', due_to: '2026-04-05' },
        ],
      },
    ],
    [
      '3月10日党员大会，议题：讨论转正；落实消防整改，由赵阳负责，3月底前完成；主持陈立',
      { host: '陈立', agenda: [{ topic: '讨论转正' }, { topic: '落实消防整改', owner: '赵阳', due_to: '2026-03-31' }] },
    ],
    [
      '3月10日党员大会 议题：一是学习文件 二是讨论预算 全员参加',
      { attendees: 'all', agenda: [{ topic: '学习文件' }, { topic: '讨论预算' }] },
    ],
  ])('%s', (text, expected) => {
    expect(meeting(text)).toMatchObject({ type: 'meeting', kind: '党员大会', ...expected })
  })

  it('each with votes of its own leave none to the meeting', () => {
    const said = meeting('3月10日党员大会，议题：1.讨论转正，赞成5票；2.采购投影仪，赞成6票')
    expect(said).toMatchObject({ type: 'meeting', agenda: [{ votes: { for: 5 } }, { votes: { for: 6 } }] })
    expect(said).not.toHaveProperty('votes')
  })

  it.each([
    '3月10日党员大会，议题：1.讨论预算 2.落实消防整改 由赵阳、李响负责',
    '3月2日党员大会\n1.学习党章30分钟\n2.学习讲话20分钟',
    '3月10日党员大会，议题：1.讨论预算；2.消防整改，由老张负责，3月底前',
    '3月10日党员大会，议题：1.讨论预算；2.消防整改，由赵阳负责，2月30日前完成',
  ])('%s: asked, nothing written', (text) => {
    expect(writes(meeting(text))).toBe(false)
  })

  it('that are entries by themselves are no agenda', () => {
    expect(JSON.stringify(meeting('本周会议：1.党员大会讨论预算 2.支委会研究整改'))).not.toContain('agenda')
  })
})

describe('one item', () => {
  it.each([
    [
      '3月10日支部党员大会，议题：落实消防整改，决定由赵阳负责，3月底前完成',
      { topic: '落实消防整改', agenda: [{ topic: '落实消防整改', owner: '赵阳', due_to: '2026-03-31' }] },
    ],
    [
      '3月10日召开党员大会，议题：采购投影仪，决议：公开招标，责任人李响，期限4月15日',
      {
        topic: '采购投影仪',
        resolution: '公开招标',
        agenda: [{ topic: '采购投影仪', decision: '公开招标', owner: '李响', due_to: '2026-04-15' }],
      },
    ],
    [
      '3月10日党员大会，议题：消防整改，责任人： 赵阳，期限： 4月10日',
      { agenda: [{ topic: '消防整改', owner: '赵阳', due_to: '2026-04-10' }] },
    ],
    [
      '3月10日召开党员大会，会议讨论消防整改，由我负责，下周五前办完',
      { agenda: [{ owner: '$sender', due_to: '2026-03-27' }] },
    ],
    [
      '3月10日党员大会，议题：消防整改，由客房部负责，4月10日前完成',
      { agenda: [{ topic: '消防整改', owner: '客房部', due_to: '2026-04-10' }] },
    ],
  ])('given to somebody: %s', (text, expected) => {
    expect(meeting(text)).toMatchObject({ type: 'meeting', date: '2026-03-10', ...expected })
  })

  it('whose kind is missing keeps the rest for the form', () => {
    expect(meeting('3月5日开支部会，讨论了重点工作，由赵阳负责，3月底前完成')).toMatchObject({
      error: 'missing_field',
      fields: ['kind'],
      partial: { date: '2026-03-05', agenda: [{ topic: '重点工作', owner: '赵阳', due_to: '2026-03-31' }] },
    })
  })

  it.each([
    '3月10日党员大会，议题：讨论预算，赞成5票，通过',
    '3月10日党员大会，赵阳负责会议记录，讨论预算',
    '3月10日党员大会讨论年底前完成考核工作，全员参加',
    '3月10日党员大会，议题：讨论预算 落实消防整改 全员参加',
    '记录： 周海明，议题： 讨论预备党员转正，地点： 二楼会议室，党员大会，主持： 陈立，时间： 3月17日上午',
  ])('given to nobody is the topic alone: %s', (text) => {
    const said = meeting(text)
    expect(said).toMatchObject({ type: 'meeting', kind: '党员大会' })
    expect(said).not.toHaveProperty('agenda')
  })
})

describe('one item of an entry', () => {
  it.each([
    ['更正 第2项责任人李响', { type: 'edit', target: 'last', item: { at: 2 }, set: { owner: '李响' } }],
    [
      '更正 2026-会-001 第2项期限4月10日',
      { type: 'edit', target: { number: '2026-会-001' }, item: { at: 2 }, set: { due_to: '2026-04-10' } },
    ],
    ['更正 第2项改成采购电脑', { type: 'edit', item: { at: 2 }, set: { topic: '采购电脑' } }],
    ['销号 2026-会-001', { type: 'close_item', number: '2026-会-001' }],
    [
      '销号 2026-会-001 第二项 3月17日',
      { type: 'close_item', number: '2026-会-001', item: { at: 2 }, date: '2026-03-17' },
    ],
    ['2026-会-001 消防整改办完了', { type: 'close_item', number: '2026-会-001', item: { topic: '消防整改' } }],
    ['还有哪些会议议题没落实', { type: 'query', what: 'open_items', items: ['agenda'] }],
  ])('%s', (text, expected) => {
    expect(meeting(text)).toMatchObject(expected)
  })

  it('is no closing while it is not done', () => {
    expect(writes(meeting('2026-会-001 消防整改还没办完'))).toBe(false)
  })
})
