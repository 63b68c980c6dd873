import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMIN_TOKEN, type Bot, ROSTER, startBot } from '../helpers/bot.js'
import { rawRequest } from '../helpers/raw-request.js'

let bot: Bot
beforeAll(async () => {
  bot = await startBot()
})
afterAll(() => bot.stop())

const basic = (name: string, password: string): string =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`

async function statusWith(authorization: string | undefined, path = '/failed'): Promise<number> {
  const headers = authorization === undefined ? {} : { authorization }
  return (await fetch(`${bot.url}/admin${path}`, { headers: headers as Record<string, string> })).status
}

describe('who may', () => {
  it('the token as bearer, or as the password of Basic whatever the name', async () => {
    expect(await statusWith(`Bearer ${ADMIN_TOKEN}`)).toBe(200)
    expect(await statusWith(`bearer ${ADMIN_TOKEN}`)).toBe(200)
    expect(await statusWith(basic('', ADMIN_TOKEN))).toBe(200)
    expect(await statusWith(basic('operator', ADMIN_TOKEN))).toBe(200)
  })

  it.each([
    ['no header', undefined],
    ['empty bearer', 'Bearer '],
    ['another token', 'Bearer another-token'],
    ['the token and more', `Bearer ${ADMIN_TOKEN}x`],
    ['a part of the token', `Bearer ${ADMIN_TOKEN.slice(0, -1)}`],
    ['the token alone', ADMIN_TOKEN],
    ['Basic with the token as the name', basic(ADMIN_TOKEN, '')],
    ['Basic without a colon', `Basic ${Buffer.from(ADMIN_TOKEN).toString('base64')}`],
    ['Basic that is no base64', 'Basic ***'],
    ['another scheme', `Digest ${ADMIN_TOKEN}`],
  ])('401 for %s, on every path, known or not', async (_name, authorization) => {
    for (const path of ['/failed', '/usage', '/branches/1', '/no-such-page']) {
      expect(await statusWith(authorization, path)).toBe(401)
    }
  })

  it('a browser is asked for the password', async () => {
    const response = await fetch(`${bot.url}/admin/failed`)
    expect(response.headers.get('www-authenticate')).toMatch(/^Basic /)
    expect(JSON.stringify(await response.json())).not.toContain(ADMIN_TOKEN)
  })

  it('a path nobody knows is 404 for the one who may', async () => {
    expect(await bot.admin.get('/no-such-page')).toMatchObject({ status: 404, body: { error: 'not found' } })
    expect((await fetch(`${bot.url}/no-such-page`)).status).toBe(404)
  })
})

describe('branches', () => {
  const chatId = 'oc_admin_branch'
  const member = (name: string, more: object = {}) => ({ name, role: 'member', status: 'full', ...more })
  const branch = (members: object[], more: object = {}) => ({
    name: '第九党支部',
    platform: 'feishu',
    chatId,
    members,
    ...more,
  })

  it('201 the first time, 200 and the same id afterwards; one left out has left and is kept', async () => {
    const created = await bot.admin.post(
      '/branches',
      branch([member('甲一', { role: 'secretary' }), member('乙二'), member('丙三')]),
    )
    expect(created.status).toBe(201)
    const updated = await bot.admin.post(
      '/branches',
      branch([member('甲一', { role: 'secretary' }), member('丙三', { aliases: ['老丙'] })], { name: '第九支部' }),
    )
    expect(updated).toEqual({ status: 200, body: { id: created.body.id } })

    const { status, body } = await bot.admin.get(`/branches/${created.body.id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: created.body.id,
      name: '第九支部',
      platform: 'feishu',
      chatId,
      timezone: 'Asia/Shanghai',
    })
    const members = body.members as { id: string; name: string; aliases: string[]; leftOn?: string }[]
    expect(members.map(({ name }) => name)).toContain('丙三')
    expect(members.find(({ name }) => name === '丙三')?.aliases).toEqual(['老丙'])
    expect(members.every(({ id }) => typeof id === 'string')).toBe(true)
    // Back again he is the same person: he had left, and was never deleted.
    const back = await bot.admin.post('/branches', branch([member('甲一'), member('乙二'), member('丙三')]))
    expect(back.status).toBe(200)
    const again = (await bot.admin.get(`/branches/${created.body.id}`)).body.members as { id: string; name: string }[]
    expect(new Set(again.map(({ id }) => id)).size).toBe(3)
    for (const { id, name } of members) expect(again.find((one) => one.id === id)?.name).toBe(name)
  })

  it('what GET answers can be posted back', async () => {
    const { body } = await bot.admin.get(`/branches/${bot.branch.id}`)
    expect((body.members as unknown[]).length).toBe(ROSTER.length)
    expect(await bot.admin.post('/branches', body)).toEqual({ status: 200, body: { id: bot.branch.id } })
    expect((await bot.admin.get(`/branches/${bot.branch.id}`)).body).toEqual(body)
  })

  it.each([
    ['no body', undefined],
    ['a list', []],
    ['no name', { platform: 'feishu', chatId: 'oc_x', members: [] }],
    ['another platform', { name: 'x', platform: 'slack', chatId: 'oc_x', members: [] }],
    ['no members', { name: 'x', platform: 'feishu', chatId: 'oc_x' }],
    ['a role nobody has', { name: 'x', platform: 'feishu', chatId: 'oc_x', members: [{ name: '甲', role: 'boss' }] }],
    ['a zone nobody knows', { name: 'x', platform: 'feishu', chatId: 'oc_x', timezone: 'Mars/Base', members: [] }],
    ['an id that is an operator', { name: 'x', platform: 'feishu', chatId: { $ne: null }, members: [] }],
    ['two of one name', { name: 'x', platform: 'feishu', chatId: 'oc_x', members: [{ name: '甲' }, { name: '甲' }] }],
  ])('400 for %s, with a line that says why', async (_name, body) => {
    const answer = await bot.admin.post('/branches', body)
    expect(answer.status).toBe(400)
    expect(answer.body.error).toMatch(/\w/)
  })

  it('400 for a body that is no JSON; 413 for one that is far too long', async () => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' }
    const url = `${bot.url}/admin/branches`
    expect((await rawRequest(url, { headers, body: '{"name":' })).status).toBe(400)
    expect((await rawRequest(url, { headers, body: JSON.stringify('A'.repeat(2_000_000)) })).status).toBe(413)
  })

  it('404 for a branch that is not there', async () => {
    for (const id of ['none', '65f000000000000000000000', '%24ne', 'a%00b']) {
      expect((await bot.admin.get(`/branches/${id}`)).status).toBe(404)
      expect((await bot.admin.get(`/branches/${id}/entries`)).status).toBe(404)
    }
  })
})

describe('entries', () => {
  it('are filtered by kind and days', async () => {
    const { simulator, branch, admin } = bot
    simulator.say(branch.person.赵阳, branch.chatId, '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加')
    await simulator.waitForMessage(branch.chatId, '已记｜', 30_000)
    const count = async (query: string): Promise<number> => (await admin.entries(branch.id, query)).length
    expect(await count('')).toBe(1)
    expect(await count('?kind=training')).toBe(1)
    expect(await count('?kind=meeting')).toBe(0)
    expect(await count('?from=2026-03-17&to=2026-03-17')).toBe(1)
    expect(await count('?from=2026-03-18')).toBe(0)
    expect(await count('?to=2026-03-16')).toBe(0)
  })

  it.each([
    'kind=nonsense',
    'from=yesterday',
    'to=2026-02-30',
    'from=2026-3-1',
    'kind=training&kind=talk',
    'kind=constructor',
  ])('400 for ?%s', async (query) => {
    expect((await bot.admin.get(`/branches/${bot.branch.id}/entries?${query}`)).status).toBe(400)
  })
})

describe('sweeps and clock', () => {
  it('a sweep that does not exist is 404, a moment that is none 400', async () => {
    for (const name of ['nothing', 'constructor', '__proto__', 'Inbox']) {
      expect((await bot.admin.post(`/sweeps/${name}`)).status).toBe(404)
    }
    for (const at of ['tomorrow', '2026-13-01T00:00:00Z', '', '1']) {
      expect((await bot.admin.post(`/sweeps/outbox?at=${at}`)).status).toBe(400)
    }
  })

  it('each sweep of the contract answers what it sent and what failed', async () => {
    for (const name of ['reminders', 'digests', 'inbox', 'outbox']) {
      for (const wait of ['', '&wait=0']) {
        const { status, body } = await bot.admin.post(`/sweeps/${name}?at=2026-03-18T02:00:00Z${wait}`)
        expect(status).toBe(200)
        expect(body).toMatchObject({ sent: 0, failed: 0 })
      }
    }
  })

  it('an offset is understood also when nobody escaped its plus sign', async () => {
    expect((await bot.admin.post('/sweeps/outbox?at=2026-03-18T10:00:00+08:00')).status).toBe(200)
    expect((await bot.admin.post('/sweeps/outbox?at=2026-03-18T10:00:00%2B08:00')).status).toBe(200)
  })

  it('the clock takes a moment and nothing else', async () => {
    for (const body of [undefined, {}, { now: 'noon' }, { now: 1 }, { now: null }]) {
      expect((await bot.admin.post('/clock', body)).status).toBe(400)
    }
    expect((await bot.admin.post('/clock', { now: '2026-03-18T10:30:00+08:00' })).status).toBe(200)
  })

  it('nothing failed: an empty list; replaying what never failed is 404', async () => {
    expect(await bot.admin.get('/failed')).toEqual({ status: 200, body: { failed: [] } })
    expect((await bot.admin.post('/failed/none/replay')).status).toBe(404)
  })
})

describe('committees', () => {
  const body = { name: '机关第一党总支', platform: 'feishu', members: ['ou_a'] }

  it('are made once, changed by name, and listed with how many branches share', async () => {
    const made = await bot.admin.post('/committees', body)
    expect(made).toMatchObject({ status: 201, body: { code: expect.stringMatching(/^[A-Z]{8}$/) } })
    const again = await bot.admin.post('/committees', { ...body, members: ['ou_b', 'ou_c'] })
    expect(again).toEqual({ status: 200, body: made.body })
    expect((await bot.admin.get('/committees')).body.committees).toEqual([
      { ...body, id: made.body.id, code: made.body.code, members: ['ou_b', 'ou_c'], branches: 0 },
    ])
  })

  it.each([
    ['no name', { ...body, name: ' ' }, /name/],
    ['a platform that is not here', { ...body, platform: 'dingtalk' }, /platform/],
    ['no members', { name: '总支', platform: 'feishu' }, /members/],
    ['something else', { ...body, code: 'ABCDEFGH' }, /code/],
  ])('400 with %s', async (_what, wrong, problem) => {
    const { status, body: answer } = await bot.admin.post('/committees', wrong)
    expect([status, answer.error]).toEqual([400, expect.stringMatching(problem)])
  })
})
