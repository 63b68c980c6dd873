import { afterEach, describe, expect, it } from 'vitest'
import type { Card, Form } from '../../../src/core/card.js'
import { machineNow } from '../../../src/core/clock.js'
import type { Content, ReplyRoute } from '../../../src/core/platform.js'
import type { DingtalkConfig, DingtalkDeps } from '../../../src/platforms/dingtalk/platform.js'
import {
  CREATE_CARD,
  failureOf,
  platformFor,
  refused,
  refusedOld,
  type Script,
  type ScriptedApi,
  SESSION,
  startScriptedApi,
  TO_GROUP,
  TO_PERSON,
  UPDATE_CARD,
} from './scripted-api.js'
import { CLIENT_ID, fixture } from './setup.js'

let api: ScriptedApi
afterEach(() => api.close())

async function start(
  script: Script = () => undefined,
  config: Partial<DingtalkConfig> = {},
  deps: Partial<DingtalkDeps> = {},
) {
  api = await startScriptedApi(script)
  return platformFor(api.url, config, deps)
}

const on =
  (path: string, answer: ReturnType<Script>): Script =>
  (request) =>
    request.path === path ? answer : undefined

const text: Content = { type: 'text', text: '你好' }
const receipt: Card = {
  title: '已记｜2026-学-014',
  tone: 'success',
  blocks: [{ type: 'text', text: '3月17日（周二）下午' }],
  buttons: [{ text: '撤销', action: { v: 1, name: 'undo-entry', entryId: 'e1' }, twin: '撤销 2026-学-014' }],
}
const card: Content = { type: 'card', card: receipt }
const person = { userId: 'u1' }
const group = { chatId: 'cid1==' }
const TEMPLATE = { cardTemplateId: 't.schema' }

const routeFor = (ms = 3_600_000, path = SESSION): ReplyRoute => ({
  url: `${api.url}${path}?session=s1`,
  expiresAt: machineNow() + ms,
})
const sentParam = () => JSON.parse(api.calls().at(-1)?.body.msgParam)

describe('a text', () => {
  it('goes back the way the message came, as documented, in the other budget', async () => {
    const { platform, apiCalls } = await start()
    expect(await platform.send(group, text, 'k', routeFor())).toEqual({ messageId: '', fixed: true })
    expect(api.requests).toHaveLength(1)
    expect(api.requests[0]).toMatchObject({
      path: SESSION,
      query: { session: 's1' },
      token: undefined,
      body: { msgtype: 'text', text: { content: '你好' } },
    })
    expect(apiCalls).toEqual([
      { platform: 'dingtalk', appId: CLIENT_ID, tenant: CLIENT_ID, api: 'robot.sendBySession', pool: 'pushes' },
    ])
    expect(fixture('webhook-text').data).toMatchObject({ msgtype: 'text' })
  })

  it.each([
    ['no way back is known', () => undefined],
    ['it is over', () => routeFor(-1)],
    ['it is nearly over', () => routeFor(4 * 60_000)],
    ['it leads elsewhere', () => routeFor(3_600_000, '/robot/send')],
    ['it leads to a stranger', () => ({ ...routeFor(), url: 'http://127.0.0.1:9/robot/sendBySession' })],
  ])('goes by the OpenAPI when %s', async (_what, route) => {
    const { platform } = await start()
    expect(await platform.send(group, text, 'k', route())).toEqual({ messageId: 'pqk', fixed: true })
    expect(api.paths()).toEqual([TO_GROUP])
  })

  it.each([
    ['its session is gone', refusedOld(300001)],
    ['it is refused', refusedOld('400105')],
    ['DingTalk is busy', refusedOld(-1)],
    ['the address is wrong', { status: 404, body: '' }],
    ['it is sent elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:9/' }, body: '' }],
  ])('goes on by the OpenAPI in the same send when %s', async (_what, answer) => {
    const { platform } = await start(on(SESSION, answer))
    expect(await platform.send(person, text, 'k', routeFor())).toEqual({ messageId: 'pqk', fixed: true })
    expect(api.paths()).toEqual([SESSION, TO_PERSON])
  })

  it.each(['drop', 'hang', { status: 502, body: '<html>' }] as const)(
    'is not said twice when it may be there already: %j',
    async (answer) => {
      const { platform } = await start(on(SESSION, answer), { timeoutMs: 300 })
      expect(await failureOf(platform.send(group, text, 'k', routeFor()))).toMatchObject({ kind: 'unknown-outcome' })
      expect(api.paths()).toEqual([SESSION])
    },
  )

  it('to a private chat goes to the person', async () => {
    const { platform } = await start()
    await platform.send({ chatId: 'IM_ROBOT.u1', userId: 'u1' }, text, 'k')
    await platform.send({ chatId: 'IM_ROBOT.u2' }, text, 'k')
    expect(api.calls().map(({ body }) => body.userIds)).toEqual([['u1'], ['u2']])
    expect(platform.privateChatOf('u2')).toBe('IM_ROBOT.u2')
  })

  it('to a stranger goes back or not at all', async () => {
    const { platform } = await start(on(SESSION, refusedOld(300001)))
    const stranger = { userId: '$:LWCP_v1:$x' }
    expect(await failureOf(platform.send(stranger, text, 'k', routeFor()))).toMatchObject({ kind: 'permanent-target' })
    expect(api.paths()).toEqual([SESSION])
  })

  it.each(['', '  ', '长'.repeat(3801)])('that says nothing or too much is refused', async (value) => {
    const { platform } = await start()
    const content: Content = { type: 'text', text: value }
    expect(await failureOf(platform.send(group, content, 'k'))).toMatchObject({ kind: 'permanent-content' })
    expect(api.requests).toHaveLength(0)
  })

  it('calls nobody', async () => {
    const { platform } = await start()
    await platform.send(
      group,
      { type: 'text', text: '@所有人 @all dtmd://dingtalkclient/sendMessage?content=x' },
      'k',
      routeFor(),
    )
    expect(api.calls()[0]?.body).toEqual({
      msgtype: 'text',
      text: { content: '＠所有人 ＠all dtmd：//dingtalkclient/sendMessage?content=x' },
    })
  })
})

describe('a card without a template', () => {
  it('is an ActionCard in private, whose button says its twin', async () => {
    const { platform } = await start()
    expect(await platform.send(person, card, 'k')).toEqual({ messageId: 'pqk', fixed: true })
    expect(api.calls()[0]).toMatchObject({ path: TO_PERSON, body: { msgKey: 'sampleActionCard' } })
    expect(sentParam()).toEqual({
      title: '已记｜2026-学-014',
      text: '#### 已记｜2026-学-014\n\n3月17日（周二）下午',
      singleTitle: '撤销',
      singleURL: `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent('撤销 2026-学-014')}`,
    })
  })

  it('goes back as an ActionCard with any number of buttons', async () => {
    const { platform } = await start()
    const buttons = Array.from({ length: 7 }, () => receipt.buttons?.[0]).filter((one) => one !== undefined)
    await platform.send(person, { type: 'card', card: { ...receipt, buttons } }, 'k', routeFor())
    const { body } = api.calls()[0] ?? {}
    expect(body.msgtype).toBe('actionCard')
    expect(body.actionCard.btns).toHaveLength(7)
    expect(Object.keys(body.actionCard).sort()).toEqual(
      Object.keys(fixture('webhook-actionCard-btns').data.actionCard).sort(),
    )
    expect(body.at).toBeUndefined()
  })

  it('keeps the buttons DingTalk has kinds for; the rest is typed', async () => {
    const { platform } = await start()
    for (let count = 2; count <= 7; count++) {
      const buttons = Array.from({ length: count }, (_, index) => ({
        text: `撤销${index}`,
        action: { v: 1 as const, name: 'undo-entry' as const, entryId: `e${index}` },
        twin: `撤销 2026-学-01${index}`,
      }))
      await platform.send(person, { type: 'card', card: { ...receipt, buttons } }, `k${count}`)
      const { msgKey } = api.calls().at(-1)?.body ?? {}
      expect(msgKey).toBe(`sampleActionCard${Math.min(5, count)}`)
      const param = sentParam()
      expect(Object.keys(param).filter((name) => name.startsWith('actionURL'))).toHaveLength(Math.min(5, count))
      expect(param.text.includes('撤销 2026-学-015')).toBe(count > 5)
      expect(param.actionTitle1).toBe('撤销0')
    }
    expect(Object.keys(fixture('msgKey-msgParam').data.sampleActionCard2)).toEqual(
      expect.arrayContaining(['actionTitle1', 'actionURL1', 'actionTitle2', 'actionURL2']),
    )
  })

  it('is markdown in a group: a link there would be everybody’s', async () => {
    const { platform } = await start()
    await platform.send(group, card, 'k')
    expect(api.calls()[0]?.body.msgKey).toBe('sampleMarkdown')
    expect(sentParam().text).toContain('撤销：@我 撤销 2026-学-014')
    await platform.send(group, card, 'k', routeFor())
    expect(api.calls()[1]?.body).toEqual({
      msgtype: 'markdown',
      markdown: { title: '已记｜2026-学-014', text: expect.stringContaining('@我') },
    })
    expect(fixture('webhook-markdown').data.markdown).toHaveProperty('text')
  })

  it('has no key and can’t be changed', async () => {
    const { platform } = await start()
    expect(platform.keyMemoryMs(card)).toBe(0)
    expect(platform.keyMemoryMs(text)).toBe(0)
  })
})

describe('a card of the template', () => {
  it('is made and delivered to a person as documented', async () => {
    const { platform } = await start(undefined, TEMPLATE)
    expect(await platform.send({ chatId: 'IM_ROBOT.u1', userId: 'u1' }, card, 'row-1', routeFor())).toEqual({
      messageId: 'row-1',
    })
    expect(api.calls()).toHaveLength(1)
    const { path, method, body } = api.calls()[0] ?? {}
    expect({ path, method }).toEqual({ path: CREATE_CARD, method: 'POST' })
    expect(body).toMatchObject({
      cardTemplateId: 't.schema',
      outTrackId: 'row-1',
      callbackType: 'STREAM',
      openSpaceId: 'dtv1.card//IM_ROBOT.u1',
      imRobotOpenSpaceModel: { supportForward: false },
      imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: CLIENT_ID },
    })
    expect(Object.keys(body)).toEqual(
      expect.arrayContaining(Object.keys(fixture('card-createAndDeliver-1to1').request.body)),
    )
    const values = body.cardData.cardParamMap
    expect(Object.values(values).every((value) => typeof value === 'string')).toBe(true)
    expect(JSON.parse(values.buttons)).toEqual([
      { text: '撤销', style: 'default', action: '{"v":1,"name":"undo-entry","entryId":"e1"}' },
    ])
  })

  it('is made and delivered to a group, with its buttons, and calls back over HTTP in webhook mode', async () => {
    const { platform } = await start(undefined, { ...TEMPLATE, mode: 'webhook', callbackUrl: 'https://x.example/c' })
    await platform.send(group, card, 'row-1')
    const { body } = api.calls()[1] ?? {}
    expect(body).toMatchObject({
      callbackType: 'HTTP',
      callbackRouteKey: `branch-ledger-${CLIENT_ID}`,
      openSpaceId: 'dtv1.card//IM_GROUP.cid1==',
      imGroupOpenDeliverModel: { robotCode: CLIENT_ID },
    })
    expect(Object.keys(body)).toEqual(
      expect.arrayContaining(Object.keys(fixture('card-createAndDeliver-group').request.body)),
    )
    expect(JSON.parse(body.cardData.cardParamMap.buttons)).toHaveLength(1)
  })

  it('is there already when the key was used: that is success', async () => {
    const { platform } = await start(on(CREATE_CARD, refused('param.cardAlreadyExist')), TEMPLATE)
    expect(await platform.send(group, card, 'row-1')).toEqual({ messageId: 'row-1' })
    expect(platform.keyMemoryMs(card)).toBe(Number.POSITIVE_INFINITY)
    expect(platform.keyMemoryMs(text)).toBe(0)
  })

  it.each([
    ['its template is unpublished', refused('param.templateUnpublished')],
    ['its template is another app’s', refused('param.templateNotExist')],
    ['a value is refused', refused('param.invalid')],
    ['the permission is missing', refused('Forbidden.AccessDenied.AccessTokenPermissionDenied', 403)],
    [
      'it is not delivered',
      { body: { success: true, result: { deliverResults: [{ success: false, errorMsg: 'canary' }] } } },
    ],
    [
      'it is not delivered, said in a text',
      { body: { success: true, result: { deliverResults: [{ success: 'false' }] } } },
    ],
    ['DingTalk says no', { body: { success: false } }],
  ])('is a message in the same send when %s, which is told once', async (_what, answer) => {
    const { platform, log } = await start(on(CREATE_CARD, answer), TEMPLATE)
    expect(await platform.send(group, card, 'row-1')).toEqual({ messageId: 'pqk', fixed: true })
    expect(await platform.send(group, card, 'row-2')).toEqual({ messageId: 'pqk', fixed: true })
    expect(api.paths().slice(0, 2)).toEqual([CREATE_CARD, TO_GROUP])
    expect(log.filter((line) => line.includes('as a message instead'))).toHaveLength(1)
    expect(log.join()).not.toContain('canary')
  })

  it('is not tried with every message when the template itself is refused', async () => {
    const { platform } = await start(on(CREATE_CARD, refused('param.templateNotExist')), TEMPLATE)
    await platform.send(group, card, 'row-1')
    await platform.send(group, card, 'row-2')
    expect(api.paths()).toEqual([CREATE_CARD, TO_GROUP, TO_GROUP])
    // What is sent now has no key that DingTalk would remember.
    expect(platform.keyMemoryMs(card)).toBe(0)
  })

  it('that was made but not delivered is not taken for delivered the next time', async () => {
    let creates = 0
    let sends = 0
    const { platform } = await start((request) => {
      if (request.path === CREATE_CARD) {
        creates += 1
        return creates === 1
          ? { body: { success: true, result: { deliverResults: [{ success: false }] } } }
          : refused('param.cardAlreadyExist')
      }
      if (request.path !== TO_GROUP) return undefined
      sends += 1
      return sends === 1 ? refused('system.busy', 500) : undefined
    }, TEMPLATE)
    expect(await failureOf(platform.send(group, card, 'row-1'))).toMatchObject({ kind: 'retryable' })
    expect(await platform.send(group, card, 'row-1')).toEqual({ messageId: 'pqk', fixed: true })
    expect(creates).toBe(1)
  })

  it.each([
    ['retryable', refused('Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', 403)],
    ['unknown-outcome', 'drop'],
    ['permanent-target', refused('resource.not.found')],
  ] as const)('that is %s is tried again as it is', async (kind, answer) => {
    const { platform } = await start(on(CREATE_CARD, answer), TEMPLATE)
    expect(await failureOf(platform.send(group, card, 'row-1'))).toMatchObject({ kind })
    expect(api.paths()).toEqual([CREATE_CARD])
  })

  it('is a message when it does not fit into the variables', async () => {
    const { platform } = await start(undefined, TEMPLATE)
    const long: Content = { type: 'card', card: { ...receipt, blocks: [{ type: 'text', text: '长'.repeat(1500) }] } }
    expect(platform.keyMemoryMs(long)).toBe(0)
    expect(await platform.send(person, long, 'row-1')).toMatchObject({ fixed: true })
    expect(api.paths()).toEqual([TO_PERSON])
  })

  it('is changed by its key, as documented, every variable anew', async () => {
    const { platform } = await start(undefined, TEMPLATE)
    await platform.update({ messageId: 'row-1' }, { ...receipt, buttons: [] })
    const { method, path, body } = api.calls()[0] ?? {}
    expect({ method, path }).toEqual({ method: fixture('card-update').request.method, path: UPDATE_CARD })
    expect(body).toEqual({
      outTrackId: 'row-1',
      cardData: {
        cardParamMap: {
          title: '已记｜2026-学-014',
          tone: 'success',
          body: '3月17日（周二）下午',
          body2: '',
          body3: '',
          body4: '',
          buttons: '[]',
        },
      },
      cardUpdateOptions: { updateCardDataByKey: true },
    })
  })

  it('that can’t be changed so is refused', async () => {
    const { platform } = await start(undefined, TEMPLATE)
    const long = { ...receipt, blocks: [{ type: 'text' as const, text: '长'.repeat(1500) }] }
    expect(await failureOf(platform.update({ messageId: 'row-1' }, long))).toMatchObject({ kind: 'permanent-content' })
  })
})

describe('what goes wrong', () => {
  const form: Form = {
    name: 'entry',
    fields: [{ type: 'text', name: 'topic', label: '主题' }],
    submit: { text: '记下', action: { v: 1, name: 'submit-entry', draftId: 'd1', revision: 0 }, twin: '培训 主题…' },
  }

  it('tells neither content nor secrets', async () => {
    const answers = [refused('x'), 'drop', { status: 500, body: '<html>canary' }, refusedOld(1)] as const
    for (const answer of answers) {
      const { platform, log } = await start((request) =>
        request.path === TO_GROUP || request.path === SESSION ? answer : undefined,
      )
      const content: Content = { type: 'text', text: 'CANARY_CONTENT' }
      for (const route of [undefined, routeFor()]) {
        const failure = await failureOf(platform.send(group, content, 'k', route))
        expect(`${failure.message}${failure.stack}${failure.cause}${log.join()}`).not.toMatch(
          /CANARY|canary|t-1|session=/,
        )
      }
      await api.close()
    }
    await start()
  })

  it('is said when a card is shown incompletely', async () => {
    const { platform, log } = await start()
    await platform.send(group, { type: 'card', card: { ...receipt, blocks: [{ type: 'form', form }] } }, 'k')
    expect(log.join()).toContain('form entry')
  })

  it('opens a form’s page only where there is one', async () => {
    const asked: string[] = []
    const linkTo = (of: Form, userId: string) => {
      asked.push(`${of.name} ${userId}`)
      return 'https://bot.example.org/f/token'
    }
    const { platform } = await start(undefined, {}, { linkTo })
    const content: Content = { type: 'card', card: { ...receipt, buttons: [], blocks: [{ type: 'form', form }] } }
    await platform.send(person, content, 'k')
    expect(asked).toEqual(['entry u1'])
    expect(sentParam()).toMatchObject({ singleTitle: '填写', singleURL: 'https://bot.example.org/f/token' })
    await platform.send(group, content, 'k')
    expect(JSON.stringify(sentParam())).not.toContain('https://')
  })
})
