import { afterAll, beforeAll, expect, it } from 'vitest'
import { ADMIN_TOKEN } from '../helpers/bot.js'
import { type FaultSite, startFaultSite } from '../helpers/fault-site.js'

let site: FaultSite
beforeAll(async () => {
  site = await startFaultSite()
})
afterAll(() => site?.stop())

const post = (url: string, path: string, body = '{}') =>
  fetch(`${url}/admin${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body,
  })

it('without ADMIN_TOKEN there is no /admin, with any password', async () => {
  const web = await site.spawn('web', { ADMIN_TOKEN: '' })
  for (const authorization of ['', 'Bearer ', 'Bearer undefined', `Bearer ${ADMIN_TOKEN}`, 'Basic Og==']) {
    const { status } = await fetch(`${web.url}/admin/failed`, { headers: { authorization } })
    expect(status).toBe(404)
  }
})

it('in production nobody moves the clock', async () => {
  const web = await site.spawn('web', { NODE_ENV: 'production' })
  expect((await post(web.url, '/sweeps/nothing')).status).toBe(404)
  const response = await post(web.url, '/clock', JSON.stringify({ now: '2026-03-18T10:00:00+08:00' }))
  expect(response.status).toBe(404)
})

it('a worker serves health and metrics only', async () => {
  const worker = await site.spawn('worker')
  for (const path of ['/healthz', '/metrics']) expect((await fetch(`${worker.url}${path}`)).status).toBe(200)
  expect((await post(worker.url, '/failed')).status).toBe(404)
  expect((await fetch(`${worker.url}/feishu/events`, { method: 'POST', body: '{}' })).status).toBe(404)
})

it('/readyz tells apart what is missing: here the worker, then nothing', async () => {
  const { simulator } = site
  await site.restartWorker().then((worker) => worker.kill())
  simulator.settings.appDisabled = true
  simulator.revokeTokens()
  const web = await site.spawn('web')
  const checks = async () => {
    const response = await fetch(`${web.url}/readyz`)
    return { status: response.status, ...((await response.json()) as { checks: Record<string, string> }) }
  }
  const unready = await checks()
  expect(unready).toMatchObject({ status: 503, ready: false, checks: { mongodb: 'ok', redis: 'ok' } })
  expect(unready.checks['feishu bot id']).not.toBe('ok')
  simulator.settings.appDisabled = false
  await site.spawn('worker')
  await simulator.waitUntil(() => simulator.apiCalls('bot.info').some(({ code }) => code === 0), 30_000)
  const deadline = Date.now() + 60_000
  let last = await checks()
  while (last.status !== 200 && Date.now() < deadline) last = await checks()
  expect(last).toMatchObject({ status: 200, ready: true, checks: { workers: 'ok', 'feishu bot id': 'ok' } })
})
