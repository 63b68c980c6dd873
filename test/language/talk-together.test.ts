import { describe, expect, it } from 'vitest'
import { say } from './helpers.js'

/** 集体谈心: one talk with several, told in one sentence; where one by one is as likely, both are asked about. */
const BOTH = ['李响', '周海明']

describe('a talk with several', () => {
  it.each([
    '昨天和李响、周海明集体谈心，半小时',
    '昨天和李响、周海明一起谈心，半小时',
    '昨天集体谈心：李响、周海明，半小时',
    '昨天和李响、周海明集体谈心谈话30分钟',
    '登记：3月17日 和李响、周海明集体谈心谈话 30分钟',
    '昨天跟李响还有周海明集体谈了一次心，半小时',
  ])('%s', (text) => {
    expect(say(text, { sender_role: 'secretary' })).toMatchObject({
      type: 'talk',
      kind: '谈心谈话',
      date: '2026-03-17',
      minutes: 30,
      talker: '$sender',
      partner: '李响',
      partners: BOTH,
    })
  })

  it('keeps its kind', () => {
    expect(say('昨天和李响、周海明集体廉政谈话', { sender_role: 'secretary' })).toMatchObject({
      kind: '廉政谈话',
      partners: BOTH,
    })
  })

  it.each([
    '昨天和李响、周海明谈心，半小时',
    '昨天和李响、周海明谈心，聊了集体谈话的安排',
    '昨天分别和李响、周海明一起谈心半小时',
  ])('%s: asked, and both are kept', (text) => {
    expect(say(text, { sender_role: 'secretary' })).toMatchObject({
      type: 'question',
      question: '是分别谈的，还是一起谈的？',
      fields: expect.arrayContaining(['together']),
      partial: { partner: '李响', partners: BOTH },
    })
  })

  it('needs more than one', () => {
    expect(say('昨天和李响集体谈心半小时', { sender_role: 'secretary' })).toMatchObject({
      type: 'question',
      fields: ['partner'],
    })
  })

  it('one by one is a talk with each', () => {
    const meaning = say('昨天分别和李响、周海明谈心，各半小时', { sender_role: 'secretary' })
    expect(meaning).toMatchObject({ records: [{ partner: '李响' }, { partner: '周海明' }] })
    expect(JSON.stringify(meaning)).not.toContain('partners')
  })
})

describe('changing whom it was with', () => {
  it.each([
    ['更正 谈话对象李响、周海明', { set: { partners: BOTH } }],
    ['更正 2026-谈-001 谈话对象改成李响和周海明', { set: { partners: BOTH } }],
    ['更正 是和李响、周海明集体谈的', { set: { partners: BOTH } }],
    ['更正 谈话对象加上周海明', { add: { partners: ['周海明'] } }],
    ['更正 谈话对象赵阳', { set: { partner: '赵阳' } }],
  ])('%s', (text, expected) => {
    expect(say(text, { sender_role: 'secretary' })).toMatchObject({ type: 'edit', ...expected })
  })
})
