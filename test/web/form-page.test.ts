import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { machineNow } from '../../src/core/clock.js'
import { createFormLinks } from '../../src/core/form-link.js'
import { type ServedForm, serveForm, TRAINING } from '../helpers/form-page.js'

let form: ServedForm
const started: ServedForm[] = []
const serve = async (...input: Parameters<typeof serveForm>): Promise<ServedForm> => {
  const served = await serveForm(...input)
  started.push(served)
  return served
}
beforeAll(async () => {
  form = await serve(TRAINING)
})
afterAll(() => Promise.all(started.map((one) => one.stop())))

type Fields = Readonly<Record<string, string | readonly string[]>>
const GOOD: Fields = { _revision: '0', _do: 'submit-entry', topic: '党章', date: '2026-03-17', duration: '2小时' }

async function send(address: string, fields: Fields | string, headers: Record<string, string> = {}) {
  const pairs = typeof fields === 'string' ? [] : Object.entries(fields)
  const body = new URLSearchParams()
  for (const [name, value] of pairs) for (const one of [value].flat()) body.append(name, one)
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof fields === 'string' ? fields : body.toString(),
  })
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const get = async (address: string, method = 'GET') => {
  const response = await fetch(address, { method })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

describe('GET /f/:token', () => {
  it('shows the form with what was understood, and changes nothing', async () => {
    for (const _again of [1, 2]) {
      const { status, text } = await get(form.address())
      expect(status).toBe(200)
      expect(text).toContain('主题是什么？')
      expect(text).toContain('value="2026-03-17"')
    }
    expect(form.sent).toEqual([])
  })

  it('may be asked for its head', async () => {
    const { status, text, headers } = await get(form.address(), 'HEAD')
    expect([status, text]).toEqual([200, ''])
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  it('lets nothing in, nothing out, and nobody keep it', async () => {
    for (const address of [form.address(), `${form.url}/f/x`, form.address({ expiresAt: 1 })]) {
      const { headers, text } = await get(address)
      const policy = headers.get('content-security-policy')
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/]+='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      )
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-robots-tag')).toContain('noindex')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(text).not.toContain(' style=')
    }
  })

  it('may be framed by whom the deployment names', async () => {
    const framed = await serve(TRAINING, { frameAncestors: 'http://127.0.0.1:*' })
    const { headers } = await get(framed.address())
    expect(headers.get('content-security-policy')).toContain('frame-ancestors http://127.0.0.1:*')
    expect(headers.get('x-frame-options')).toBeNull()
  })

  it('with a link that is over, damaged or foreign says what to do', async () => {
    const foreign = createFormLinks('another-secret-of-tests', form.url).url({
      platform: 'dingtalk',
      appId: 'dingtests',
      userId: 'zhaoyang',
      draftId: 'd1',
      expiresAt: machineNow() + 60_000,
    })
    const wrong: [string, number, string][] = [
      [form.address({ expiresAt: machineNow() - 1 }), 410, '链接已过期'],
      [`${form.address()}x`, 404, '链接打不开'],
      [form.address().slice(0, -1), 404, '链接打不开'],
      [foreign, 404, '链接打不开'],
      [`${form.url}/f/%E0%A4%A`, 400, '没有收到'],
      [`${form.url}/f/${'x'.repeat(9000)}`, 404, '链接打不开'],
      [`${form.url}/f/`, 404, '链接打不开'],
    ]
    for (const [address, status, title] of wrong) {
      const answer = await get(address)
      expect(answer.status).toBe(status)
      expect(answer.text).toContain(title)
      expect(answer.text).toContain('聊天')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      if (status !== 400) expect((await send(address, GOOD)).status).toBe(status)
    }
    expect(form.sent).toEqual([])
  })

  it('says who it belongs to, or that it is settled', async () => {
    const foreign = await serve(TRAINING, {
      open: async () => ({ state: 'refused', text: '这张表由发起的人来填' }),
    })
    const answer = await get(foreign.address())
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('这张表由发起的人来填')
    const settled = await serve(TRAINING, { open: async () => ({ state: 'settled', text: '这张表已处理过' }) })
    expect((await get(settled.address())).text).toContain('可以返回聊天')
  })
})

describe('a form that was recorded before', () => {
  const recorded = {
    state: 'settled',
    text: '已记 2026-学-014',
    lines: ['这张表已处理过，不用再填，也不会再记一次。'],
    recorded: { correctable: 'e1' },
  } as const

  it('says so, and offers 更正 and nothing else', async () => {
    const corrected: string[] = []
    const own = await serve(TRAINING, {
      open: async () => recorded,
      correct: async ({ draftId }) => {
        corrected.push(draftId)
        return { state: 'settled', text: '表已私聊你，改好点「保存」', tone: 'info' }
      },
    })
    const { status, text } = await get(own.address())
    expect(status).toBe(200)
    expect(text).toContain('<h1>已记 2026-学-014</h1>')
    expect(text).toContain('也不会再记一次')
    expect(text.match(/<button[^>]*>([^<]*)</g)).toHaveLength(1)
    expect(corrected).toEqual([])
    expect((await send(own.address(), { _revision: '0', _do: 'edit-entry' })).text).toContain('表已私聊你')
    expect(corrected).toEqual(['d1'])
    const fixed = await serve(TRAINING, { open: async () => ({ ...recorded, recorded: {} }) })
    expect((await get(fixed.address())).text).not.toContain('<button')
  })

  it('says so by a link that is over as well, which does nothing any more', async () => {
    const own = await serve(TRAINING, { open: async () => recorded })
    const over = own.address({ expiresAt: machineNow() - 1 })
    const { status, text } = await get(over)
    expect(status).toBe(410)
    expect(text).toContain('已记 2026-学-014')
    expect(text).not.toContain('<form')
    expect(text).not.toContain('再发一次那句话')
    expect((await send(over, GOOD)).status).toBe(410)
    expect(own.sent).toEqual([])
    // What is still open is shown to nobody by such a link.
    const open = await serve(TRAINING)
    const shown = await get(open.address({ expiresAt: machineNow() - 1 }))
    expect(shown.text).toContain('链接已过期')
    expect(shown.text).not.toContain('主题')
  })
})

describe('POST /f/:token', () => {
  it('shows errors beside the fields with what was typed, and takes the corrected form once', async () => {
    const own = await serve(TRAINING)
    const wrong = await send(own.address(), { ...GOOD, topic: '', date: '2026-03-19', place: '二楼 <会议室>' })
    expect(wrong.status).toBe(200)
    expect(wrong.text).toContain('<p class="error" id="e-topic">请填写主题</p>')
    expect(wrong.text).toContain('这一天还没到')
    expect(wrong.text).toContain('value="二楼 &lt;会议室&gt;"')
    expect(wrong.text).toContain('name="_revision" value="1"')
    const right = await send(own.address(), { ...GOOD, _revision: '1', absent: ['李响', '孙小雨'] })
    expect(right.text).toContain('已记 2026-学-014')
    expect(right.text).toContain('可以返回聊天')
    expect(own.sent.at(-1)).toMatchObject({ revision: 1, values: { topic: '党章', absent: ['李响', '孙小雨'] } })
    expect((await send(own.address(), { ...GOOD, _revision: '1' })).text).toContain('这张表已处理过')
    expect((await get(own.address())).text).toContain('这张表已处理过')
  })

  it('gives it up by 不记了', async () => {
    const own = await serve(TRAINING)
    expect((await send(own.address(), { ...GOOD, _do: 'drop-draft' })).text).toContain('好的，没有记')
    expect(own.sent).toEqual([])
  })

  it('hands on only what may be a field', async () => {
    const own = await serve(TRAINING)
    await send(own.address(), `_revision=0&topic=a&topic=b&__proto__=x&Constructor=x&${'y'.repeat(50)}=x&_x=1&%00=2`)
    expect(own.sent).toEqual([{ revision: 0, values: { topic: ['a', 'b'] } }])
  })

  it('refuses what the page can’t have sent, and says so', async () => {
    const own = await serve(TRAINING)
    const many = Array.from({ length: 600 }, (_, index) => `absent=${index}`).join('&')
    const names = Array.from({ length: 80 }, (_, index) => `f${'_'.repeat(index % 30)}${'x'.repeat(index % 7)}=1`)
    const wrong: [Fields | string, Record<string, string>, number][] = [
      [{ ...GOOD, _revision: '-1' }, {}, 400],
      [{ ...GOOD, _revision: ['0', '0'] }, {}, 400],
      [{ topic: '党章' }, {}, 400],
      [{ ...GOOD, _do: 'undo-entry' }, {}, 400],
      ['', {}, 400],
      [JSON.stringify(GOOD), { 'content-type': 'application/json' }, 400],
      [{ ...GOOD, topic: 'x'.repeat(70_000) }, {}, 413],
      [`_revision=0&${many}`, {}, 413],
      [`_revision=0&${names.join('&')}`, {}, 400],
      [GOOD, { 'content-encoding': 'gzip' }, 415],
      [GOOD, { 'content-type': 'application/x-www-form-urlencoded; charset=gbk' }, 415],
    ]
    for (const [fields, headers, status] of wrong) {
      const answer = await send(own.address(), fields, headers)
      expect([answer.status, answer.text.includes('没有收到填写的内容')]).toEqual([status, true])
    }
    expect(own.sent).toEqual([])
    expect((await get(own.address(), 'PUT')).status).toBe(405)
  })

  it('refuses a form of another page, and takes what a browser says of its own', async () => {
    const own = await serve(TRAINING)
    // `fetch` won't let a test set what only a browser may say.
    const sendAs = (headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const call = request(own.address(), {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        })
        call.on('response', (response) => {
          response.resume()
          resolve(response.statusCode)
        })
        call.on('error', reject)
        call.end('_revision=0')
      })
    expect(await sendAs({ 'sec-fetch-site': 'cross-site', origin: 'null' })).toBe(403)
    expect(await sendAs({ 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await sendAs({ origin: 'https://evil.example' })).toBe(403)
    expect(await sendAs({ origin: 'not an address' })).toBe(403)
    expect(own.sent).toHaveLength(0)
    expect(await sendAs({ 'sec-fetch-site': 'same-origin', origin: 'null' })).toBe(200)
    expect(await sendAs({ origin: own.url })).toBe(200)
    expect(await sendAs({})).toBe(200)
    expect(own.sent).toHaveLength(3)
  })

  it('keeps what was typed when the system is busy', async () => {
    const busy = await serve(TRAINING, {
      submit: async () => {
        throw new Error('secret words of the person')
      },
      open: async () => {
        throw new Error('no answer')
      },
    })
    const { status, text } = await send(busy.address(), { ...GOOD, absent: ['李响', '孙小雨'] })
    expect(status).toBe(503)
    expect(text).toContain('系统忙')
    expect(text).toContain('<input type="hidden" name="topic" value="党章">')
    expect(text.match(/name="absent"/g)).toHaveLength(2)
    expect(text).toContain('name="_revision" value="0"')
    expect((await get(busy.address())).status).toBe(503)
    expect(busy.log.length).toBeGreaterThan(0)
    expect(busy.log.join()).not.toMatch(/secret|党章/)
    expect(text).not.toContain('secret')
  })

  it('says that it is still being done, with a link that sends nothing', async () => {
    const slow = await serve(TRAINING, { submit: async () => ({ state: 'working', text: '正在处理' }) })
    expect((await send(slow.address(), GOOD)).text).toMatch(/正在处理[\s\S]*<a class="button" href="\?">/)
  })
})
