import { afterEach, describe, expect, it } from 'vitest'
import type { DingtalkSimulator } from '../../src/simulator/dingtalk/index.js'
import { signCard } from '../../src/simulator/dingtalk/signing.js'
import {
  type Caller,
  startBranch as startPlainBranch,
  startPair as startPlainPair,
  stopAll,
} from './dingtalk-helpers.js'
import type { Answer } from './helpers.js'

afterEach(stopAll)

const templateId = 'ledger-card.schema'
const startBranch = () => startPlainBranch({ templateId })

const variables = {
  title: '已记一条',
  tone: 'success',
  body: '### 学习\n**两小时**  \n  全员参加',
  body2: '',
  body3: '记错了？',
  buttons: JSON.stringify([
    { text: '撤销', style: 'danger', action: 'undo:e1' },
    { text: '查看', style: 'default', url: 'https://a.cn/e1' },
  ]),
}

const toRobot = (userId: string) => ({
  openSpaceId: `dtv1.card//IM_ROBOT.${userId}`,
  imRobotOpenSpaceModel: { supportForward: true },
  imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT' },
})

const toGroup = (chatId: string, robotCode: string, more: object = {}) => ({
  openSpaceId: `dtv1.card//IM_GROUP.${chatId}`,
  imGroupOpenSpaceModel: { supportForward: true },
  imGroupOpenDeliverModel: { robotCode, ...more },
})

const create = (bot: Caller, space: object, more: object = {}) =>
  bot.post('/v1.0/card/instances/createAndDeliver', {
    cardTemplateId: templateId,
    outTrackId: 'track-1',
    callbackType: 'HTTP',
    callbackRouteKey: 'ledger',
    cardData: { cardParamMap: variables },
    ...space,
    ...more,
  })

const update = (bot: Caller, body: object) =>
  bot.json('PUT', '/v1.0/card/instances', { outTrackId: 'track-1', ...body })

const only = (dingtalk: DingtalkSimulator, chatId: string) => {
  const [message] = dingtalk.replies(chatId)
  if (!message) throw new Error('no card')
  return message
}

describe('a card', () => {
  it('is created and delivered to a person and shows what the template draws', async () => {
    const { dingtalk, bot, zhao } = await startBranch()
    const { status, body } = await create(bot, toRobot(zhao))
    expect(status).toBe(200)
    expect(body).toEqual({
      success: true,
      result: {
        outTrackId: 'track-1',
        deliverResults: [
          { spaceType: 'IM_ROBOT', spaceId: zhao, success: true, carrierId: expect.any(String), errorMsg: '' },
        ],
      },
    })
    const message = only(dingtalk, dingtalk.privateChatId(zhao))
    expect(message.text).toBe('已记一条\n学习\n两小时\n全员参加\n记错了？\n撤销\n查看')
    expect(message).toMatchObject({ via: 'card', msgType: 'interactiveCard', card: { outTrackId: 'track-1' } })
    expect(message.card?.view).toMatchObject({
      tone: 'success',
      buttons: [{ style: 'danger' }, { url: 'https://a.cn/e1' }],
    })
  })

  it('is delivered to a group, to some of it if told', async () => {
    const { dingtalk, bot, zhao, chen, chatId } = await startBranch()
    const { robotCode } = dingtalk.options
    const space = toGroup(chatId, robotCode, { recipients: [zhao], atUserIds: { [zhao]: '赵阳' } })
    await create(bot, space)
    const message = only(dingtalk, chatId)
    expect(message).toMatchObject({ visibleTo: [zhao], mentions: [{ name: '赵阳' }] })
    await expect(dingtalk.tap(chen, message.messageId, '查看')).rejects.toThrow("can't see")
    expect(await dingtalk.tap(zhao, message.messageId, '查看')).toEqual({ url: 'https://a.cn/e1' })
  })

  it.each<[string, object, string]>([
    ['a number', { cardData: { cardParamMap: { title: 1 } } }, 'param.invalid'],
    ['a value over 1 KB', { cardData: { cardParamMap: { body: '长'.repeat(342) } } }, 'param.invalid'],
    ['a long key', { cardData: { cardParamMap: { ['k'.repeat(101)]: '' } } }, 'param.invalid'],
    ['a private number', { privateData: { u: { cardParamMap: { notice: 1 } } } }, 'param.invalid'],
    ['no variables', { cardData: undefined }, 'param.invalid'],
    ['an unknown template', { cardTemplateId: 'other.schema' }, 'param.templateNotExist'],
    ['an unpublished template', { cardTemplateId: 'draft.schema' }, 'param.templateUnpublished'],
    ['no space model', { imRobotOpenSpaceModel: undefined }, 'param.invalid'],
    ['no deliver model', { imRobotOpenDeliverModel: {} }, 'param.invalid'],
    ['a strange space', { openSpaceId: 'IM_ROBOT.x' }, 'param.invalid'],
    ['no route key', { callbackRouteKey: undefined }, 'param.invalid'],
    ['a strange callback type', { callbackType: 'WEBHOOK' }, 'param.invalid'],
  ])('is refused with %s, and its outTrackId stays free', async (_name, part, code) => {
    const { dingtalk, bot, zhao } = await startBranch()
    dingtalk.settings.templates.set('draft.schema', { published: false })
    expect(await create(bot, toRobot(zhao), part)).toMatchObject({ status: 400, body: { code } })
    expect((await create(bot, toRobot(zhao))).body.success).toBe(true)
  })

  it('exists once for ever, even where its delivery failed inside HTTP 200', async () => {
    const { dingtalk, bot, zhao, chatId } = await startBranch()
    const delivered = async (space: object, outTrackId: string) =>
      (await create(bot, space, { outTrackId })).body.result.deliverResults[0].success
    expect(await delivered(toRobot('nobody'), 'a')).toBe(false)
    expect(await delivered(toGroup('cidnothing==', dingtalk.options.robotCode), 'b')).toBe(false)
    expect(await delivered(toGroup(chatId, 'dingother'), 'c')).toBe(false)
    dingtalk.settings.cardDeliveries = false
    expect(await delivered(toRobot(zhao), 'd')).toBe(false)
    dingtalk.settings.cardDeliveries = true
    expect(await create(bot, toRobot(zhao), { outTrackId: 'd' })).toMatchObject({
      status: 400,
      body: { code: 'param.cardAlreadyExist' },
    })
    expect(dingtalk.replies(dingtalk.privateChatId(zhao))).toEqual([])
    const again = await bot.post('/v1.0/card/instances/deliver', { outTrackId: 'd', ...toRobot(zhao) })
    expect(again.body.result[0].success).toBe(true)
    expect(dingtalk.replies(dingtalk.privateChatId(zhao))).toHaveLength(1)
  })

  it('can be created first and delivered later', async () => {
    const { dingtalk, bot, chatId } = await startBranch()
    const space = toGroup(chatId, dingtalk.options.robotCode)
    const body = { cardTemplateId: templateId, outTrackId: 'x', cardData: { cardParamMap: variables }, ...space }
    expect((await bot.post('/v1.0/card/instances', body)).body).toEqual({ success: true, result: 'x' })
    expect(dingtalk.replies(chatId)).toEqual([])
    await bot.post('/v1.0/card/instances/deliver', { outTrackId: 'x', ...space })
    expect(only(dingtalk, chatId).text).toContain('已记一条')
    expect((await bot.post('/v1.0/card/instances/deliver', { outTrackId: 'y', ...space })).body.code).toBe(
      'param.cardNotExist',
    )
  })

  it('of another app is accepted everywhere and shows nothing', async () => {
    const { dingtalk, bot, zhao } = await startBranch()
    dingtalk.settings.templates.set(templateId, { published: true, foreign: true })
    expect((await create(bot, toRobot(zhao))).body.result.deliverResults[0].success).toBe(true)
    expect(only(dingtalk, dingtalk.privateChatId(zhao)).text).toBe('内容加载失败')
  })
})

describe('an update', () => {
  it('overwrites everything, or what it names', async () => {
    const { dingtalk, bot, zhao } = await startBranch()
    await create(bot, toRobot(zhao), { privateData: { [zhao]: { cardParamMap: { notice: '一', other: '二' } } } })
    const { chatId } = dingtalk.message(only(dingtalk, dingtalk.privateChatId(zhao)).messageId)
    const cardData = { cardParamMap: { title: '已撤销' } }
    const privateData = { [zhao]: { cardParamMap: { notice: '三' } } }
    const byKey = { updateCardDataByKey: true, updatePrivateDataByKey: true }
    expect((await update(bot, { cardData, privateData, cardUpdateOptions: byKey })).body).toEqual({
      success: true,
      result: true,
    })
    expect(only(dingtalk, chatId).text).toBe('已撤销\n学习\n两小时\n全员参加\n记错了？\n撤销\n查看')
    expect(only(dingtalk, chatId).card?.privateParams).toEqual({ [zhao]: { notice: '三', other: '二' } })
    await update(bot, { cardData, privateData })
    expect(only(dingtalk, chatId)).toMatchObject({
      text: '已撤销',
      card: { privateParams: { [zhao]: { notice: '三' } } },
    })
    expect(only(dingtalk, chatId).card?.privateParams[zhao]).not.toHaveProperty('other')
    expect(only(dingtalk, chatId).updates.map(({ by, text }) => [by, text])).toEqual([
      ['api', expect.stringContaining('撤销')],
      ['api', '已撤销'],
    ])
    expect((await update(bot, { cardData: { cardParamMap: { title: true } } })).body.code).toBe('param.invalid')
    expect((await update(bot, { outTrackId: 'other', cardData })).body.code).toBe('param.cardNotExist')
  })

  it('can stream one variable', async () => {
    const { dingtalk, bot, zhao } = await startBranch()
    await create(bot, toRobot(zhao))
    const stream = (content: string, isFull: boolean) =>
      bot.json('PUT', '/v1.0/card/streaming', { outTrackId: 'track-1', guid: 'g', key: 'body3', content, isFull })
    await stream('一', true)
    await stream('二', false)
    expect(only(dingtalk, dingtalk.privateChatId(zhao)).card?.params.body3).toBe('一二')
  })
})

describe('a tap on a card', () => {
  const startWithCard = async (answer: Answer, card: object = {}, options: object = {}) => {
    const branch = await startPlainPair(answer, { templateId, ...options })
    const { dingtalk, bot, chatId, endpoint } = branch
    const callbackUrl = `${endpoint.url}/cards`
    const route = { callbackRouteKey: 'ledger', callbackUrl, apiSecret: 'api-secret' }
    expect((await bot.post('/v1.0/card/callbacks/register', route)).body.success).toBe(true)
    await create(bot, toGroup(chatId, dingtalk.options.robotCode), card)
    return { ...branch, route, messageId: only(dingtalk, chatId).messageId }
  }
  const json = (body: unknown) => ({ body: JSON.stringify(body) })

  it("reaches the registered address, signed, in the platform's shape", async () => {
    const { dingtalk, zhao, messageId, endpoint, bodies } = await startWithCard(() => json({}))
    expect(await dingtalk.tap(zhao, messageId, '撤销')).toEqual({ answer: expect.objectContaining({ status: 200 }) })
    expect(endpoint.requests[0]?.path).toBe('/cards')
    const { 'x-ddpaas-signature': signature, 'x-ddpaas-signature-timestamp': stamp } =
      endpoint.requests[0]?.headers ?? {}
    expect(signature).toBe(signCard(String(stamp), 'api-secret'))
    expect(bodies()[0]).toMatchObject({
      type: 'actionCallback',
      outTrackId: 'track-1',
      corpId: dingtalk.options.corpId,
      userId: zhao,
    })
    expect(JSON.parse(bodies()[0].content)).toEqual({
      cardPrivateData: { actionIds: ['press'], params: { action: 'undo:e1' } },
    })
    dingtalk.settings.callbackField = 'value'
    await dingtalk.tap(zhao, messageId, '撤销')
    expect(bodies()[1]).not.toHaveProperty('content')
  })

  it('may change the card for all and leave a notice for who tapped', async () => {
    const { dingtalk, zhao, chen, chatId, messageId } = await startWithCard(() =>
      json({
        cardData: { cardParamMap: { title: '已撤销' } },
        userPrivateData: { cardParamMap: { notice: '已经撤销' } },
        cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
      }),
    )
    // Told again, it stands there again.
    for (const _time of [1, 2])
      expect((await dingtalk.tap(zhao, messageId, '撤销')).toast).toEqual({ type: 'info', content: '已经撤销' })
    expect((await dingtalk.tap(chen, messageId, '撤销')).toast).toEqual({ type: 'info', content: '已经撤销' })
    expect(only(dingtalk, chatId).text).toMatch(/^已撤销\n学习/)
    expect(only(dingtalk, chatId).updates.map(({ by }) => by)).toEqual(['callback', 'callback', 'callback'])
    expect(Object.keys(only(dingtalk, chatId).card?.privateParams ?? {})).toEqual([zhao, chen])
  })

  it.each<[string, Awaited<ReturnType<Answer>>, number]>([
    ['another status', { status: 500 }, 504],
    ['nothing in time', undefined, 504],
    ['no JSON', { body: 'ok' }, 400],
    ['a number', json({ cardData: { cardParamMap: { title: 1 } } }), 400],
    ['a long value', json({ userPrivateData: { cardParamMap: { notice: 'x'.repeat(1025) } } }), 400],
  ])('answered by %s shows a code and changes nothing', async (_name, answer, clientCode) => {
    const { dingtalk, zhao, chatId, messageId, endpoint } = await startWithCard(() => answer, {}, { cardAnswerMs: 50 })
    expect(await dingtalk.tap(zhao, messageId, '撤销')).toMatchObject({ clientCode })
    expect(endpoint.requests).toHaveLength(1)
    expect(only(dingtalk, chatId).updates).toEqual([])
  })

  it('goes nowhere without a callback type, and in vain to an unregistered route', async () => {
    const { dingtalk, zhao, messageId, endpoint } = await startWithCard(() => json({}), { callbackType: undefined })
    expect(await dingtalk.tap(zhao, messageId, '撤销')).toEqual({})
    expect(endpoint.requests).toEqual([])
    const other = await startWithCard(() => json({}), { callbackRouteKey: 'other' })
    expect(await other.dingtalk.tap(other.zhao, other.messageId, '撤销')).toEqual({ clientCode: 504 })
  })

  it('over Stream needs a connection', async () => {
    const { dingtalk, zhao, messageId } = await startWithCard(() => json({}), { callbackType: 'STREAM' })
    expect(await dingtalk.tap(zhao, messageId, '撤销')).toEqual({ clientCode: 504 })
  })

  it('makes an update inside its callback go lost, unless the platform is said to be kinder', async () => {
    let during: () => Promise<unknown> = async () => undefined
    const { dingtalk, bot, zhao, chatId, messageId } = await startWithCard(async () => {
      await during()
      return json({})
    })
    during = () => update(bot, { cardData: { cardParamMap: { title: '偷改' } } })
    await dingtalk.tap(zhao, messageId, '撤销')
    expect(only(dingtalk, chatId).text).toContain('已记一条')
    expect(only(dingtalk, chatId).updates).toMatchObject([{ by: 'api', lost: true }])
    dingtalk.settings.updatesDuringTap = 'applied'
    await dingtalk.tap(zhao, messageId, '撤销')
    expect(only(dingtalk, chatId).text).toBe('偷改')
  })

  it('can be sent elsewhere than registered; a route is registered once unless forced', async () => {
    const { dingtalk, bot, zhao, messageId, endpoint, route } = await startWithCard(() => json({}))
    const taken = await bot.post('/v1.0/card/callbacks/register', route)
    expect(taken).toMatchObject({ status: 500, body: { code: 'param.callbackRouteKeyExist' } })
    const forced = { ...route, callbackUrl: 'https://bot.example/cards', forceUpdate: true }
    expect((await bot.post('/v1.0/card/callbacks/register', forced)).status).toBe(200)
    dingtalk.setTargets({ cards: `${endpoint.url}/elsewhere` })
    await dingtalk.tap(zhao, messageId, '撤销')
    expect(endpoint.requests.map(({ path }) => path)).toEqual(['/elsewhere'])
    expect((await dingtalk.attack('wrong-sign', 'cards')).status).toBe(200)
    expect(endpoint.requests[1]?.headers['x-ddpaas-signature']).not.toBe(
      signCard(String(endpoint.requests[1]?.headers['x-ddpaas-signature-timestamp']), 'api-secret'),
    )
  })
})

describe('a tap on an ActionCard', () => {
  const dtmd = (words: string) => `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(words)}`
  const card = {
    title: '卡',
    text: '[台账](https://a.cn/ledger)',
    actionTitle1: '撤销这条',
    actionURL1: dtmd('撤销 2026-学-014 @陈立'),
    actionTitle2: '打开',
    actionURL2: `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent('https://a.cn/e1')}&pc_slide=true`,
  }

  it('makes the person say the words in a private chat', async () => {
    const { dingtalk, bot, zhao, bodies } = await startPlainPair()
    await bot.batchSend([zhao], 'sampleActionCard2', card)
    const chatId = dingtalk.privateChatId(zhao)
    const { messageId } = only(dingtalk, chatId)
    const { said } = await dingtalk.tap(zhao, messageId, '撤销')
    await said?.delivered
    expect(bodies()[0]).toMatchObject({ conversationType: '1', text: { content: '撤销 2026-学-014 @陈立' } })
    expect(dingtalk.messages(chatId).at(-1)).toMatchObject({ text: '撤销 2026-学-014 @陈立', sender: { id: zhao } })
    expect(await dingtalk.tap(zhao, messageId, '打开')).toEqual({ url: 'https://a.cn/e1' })
    expect(await dingtalk.tap(zhao, messageId, '台账')).toEqual({ url: 'https://a.cn/ledger' })
    await expect(dingtalk.tap(zhao, messageId, '删除')).rejects.toThrow('there are: 撤销这条、打开、台账')
    dingtalk.settings.dtmdEnabled = false
    expect(await dingtalk.tap(zhao, messageId, '撤销')).toEqual({})
  })

  it('in a group says words that name nobody, unless the platform is said to add the bot', async () => {
    const { dingtalk, bot, zhao, chatId, bodies } = await startPlainPair()
    await bot.groupSend(chatId, 'sampleActionCard2', card)
    const { messageId } = only(dingtalk, chatId)
    const { said } = await dingtalk.tap(zhao, messageId, '撤销')
    expect(dingtalk.message(said?.messageId ?? '')).toMatchObject({ delivery: 'not-for-bot', mentions: [] })
    dingtalk.settings.dtmdInGroups = 'addressed'
    await (await dingtalk.tap(zhao, messageId, '撤销')).said?.delivered
    expect(bodies()).toMatchObject([{ text: { content: ' 撤销 2026-学-014 @陈立' }, isInAtList: true }])
  })
})
