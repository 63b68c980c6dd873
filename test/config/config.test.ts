import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../src/config.js'
import { loadSecrets } from '../../src/secrets.js'

const KEY = `k1:${Buffer.alloc(32, 7).toString('base64')}`
const FEISHU = {
  FEISHU_APP_ID: 'cli_a1b2c3d4e5f60718',
  FEISHU_APP_SECRET: 'very-secret-app-secret',
  FEISHU_ENCRYPT_KEY: 'very-secret-encrypt-key',
  FEISHU_VERIFICATION_TOKEN: 'very-secret-token',
}

const DINGTALK = {
  DINGTALK_CLIENT_ID: 'dingabc',
  DINGTALK_CLIENT_SECRET: 'very-secret-client-secret',
  DINGTALK_ROBOT_CODE: 'dingabc',
}

function problemsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('configuration', () => {
  it('takes a complete platform and defaults for the rest', () => {
    const config = readConfig(FEISHU)
    expect(config).toMatchObject({
      env: 'development',
      role: 'all',
      port: 3000,
      schedule: true,
      timezone: 'Asia/Shanghai',
    })
    expect(config.feishu?.domain).toBe('https://open.feishu.cn')
  })

  it('takes DingTalk alone, and both; a long connection of Feishu needs neither key', () => {
    expect(readConfig(DINGTALK)).toMatchObject({
      dingtalk: { mode: 'webhook', apiBase: 'https://api.dingtalk.com', oapiBase: 'https://oapi.dingtalk.com' },
    })
    expect(readConfig(DINGTALK).feishu).toBeUndefined()
    expect(Object.keys(readConfig({ ...FEISHU, ...DINGTALK }))).toEqual(expect.arrayContaining(['feishu', 'dingtalk']))
    const { FEISHU_APP_ID, FEISHU_APP_SECRET } = FEISHU
    expect(readConfig({ FEISHU_APP_ID, FEISHU_APP_SECRET, FEISHU_MODE: 'websocket' }).feishu?.mode).toBe('websocket')
    expect(problemsOf({ FEISHU_APP_ID, FEISHU_APP_SECRET }).join()).toContain('FEISHU_ENCRYPT_KEY')
  })

  it('takes a card template where taps can come in: over Stream, or to a public address', () => {
    const template = { ...DINGTALK, DINGTALK_CARD_TEMPLATE_ID: 'x.schema' }
    expect(readConfig({ ...template, DINGTALK_MODE: 'stream' }).dingtalk?.cardTemplateId).toBe('x.schema')
    const { dingtalk } = readConfig({ ...template, PUBLIC_URL: 'https://ledger.example.org/' })
    expect(dingtalk?.callbackUrl).toBe('https://ledger.example.org/dingtalk/cards')
  })

  it('leaves limits to the platform unless somebody set them; 0 is no quota at all', () => {
    expect(readConfig(FEISHU).sendLimits).toEqual({})
    expect(readConfig({ ...FEISHU, SEND_LIMIT_PER_SECOND: '9' }).sendLimits).toEqual({ perSecond: 9 })
    const { quotas } = readConfig({ ...FEISHU, FEISHU_CALLS_PER_MONTH: '0', DINGTALK_PUSHES_PER_MONTH: '50' })
    expect(quotas).toEqual({ feishu: { calls: Number.POSITIVE_INFINITY }, dingtalk: { pushes: 50 } })
  })

  it('treats an empty value as unset', () => {
    expect(readConfig({ ...FEISHU, PORT: '', MONGODB_URI: ' ', FEISHU_DOMAIN: '' }).port).toBe(3000)
  })

  it('names every problem at once, with where the value is found, and never a value', () => {
    const problems = problemsOf({
      ...FEISHU,
      FEISHU_APP_SECRET: '',
      FEISHU_APP_ID: 'not-an-app',
      ROLE: 'worker',
      PORT: 'x',
      NODE_ENV: 'production',
      FIELD_KEYS: 'k1:dG9vc2hvcnQ=',
    })
    const names = problems.map((problem) => problem.split(':')[0])
    expect(names.sort()).toEqual(
      ['FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FIELD_KEYS', 'LINK_SECRET', 'MONGODB_URI', 'PORT', 'REDIS_URL'].sort(),
    )
    const text = problems.join('\n')
    expect(text).toContain('open.feishu.cn/app')
    for (const secret of ['very-secret', 'dG9vc2hvcnQ=']) expect(text).not.toContain(secret)
  })

  it.each([
    [{}, 'no platform is configured'],
    [{ ...FEISHU, ROLE: 'boss' }, 'ROLE'],
    [{ ...FEISHU, SCHEDULE: 'maybe' }, 'SCHEDULE'],
    [{ ...FEISHU, TIMEZONE: 'Mars/Olympus' }, 'TIMEZONE'],
    [{ ...FEISHU, MONGODB_URI: 'postgres://x' }, 'MONGODB_URI'],
    [{ ...FEISHU, REDIS_URL: 'localhost:6379' }, 'REDIS_URL'],
    [{ ...FEISHU, FEISHU_MODE: 'telepathy' }, 'FEISHU_MODE'],
    [{ ...FEISHU, DINGTALK_CLIENT_ID: 'x' }, 'DINGTALK_CLIENT_SECRET'],
    [{ ...FEISHU, DINGTALK_CLIENT_ID: 'x' }, 'DINGTALK_ROBOT_CODE'],
    [{ ...DINGTALK, DINGTALK_MODE: 'websocket' }, 'DINGTALK_MODE'],
    [{ ...DINGTALK, DINGTALK_API_BASE: 'api.dingtalk.com' }, 'DINGTALK_API_BASE'],
    [{ ...DINGTALK, DINGTALK_CARD_TEMPLATE_ID: 'x.schema' }, 'PUBLIC_URL'],
    [{ ...DINGTALK, DINGTALK_CALLS_PER_MONTH: 'many' }, 'DINGTALK_CALLS_PER_MONTH'],
    [{ ...FEISHU, FEISHU_DOMAIN: 'open.feishu.cn' }, 'FEISHU_DOMAIN'],
    [{ ...FEISHU, FIELD_KEYS: `${KEY},${KEY}` }, 'FIELD_KEYS'],
    [{ ...FEISHU, ADMIN_TOKEN: 'short' }, 'ADMIN_TOKEN'],
    [{ ...FEISHU, LINK_SECRET: 'short' }, 'LINK_SECRET'],
  ])('refuses %j', (environment, name) => {
    expect(problemsOf(environment).join('\n')).toContain(name)
  })

  it('takes a replica-set address with several hosts', () => {
    const uri = 'mongodb://a:1,b:2,c:3/ledger?replicaSet=rs0'
    expect(readConfig({ ...FEISHU, MONGODB_URI: uri }).mongoUri).toBe(uri)
  })

  it('makes secrets once outside production, readable by the owner only', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'secrets-'))
    const config = readConfig({ ...FEISHU, DATA_DIR: dataDir })
    const first = loadSecrets(config)
    const second = loadSecrets(config)
    expect(second.fieldKeys[0]?.bytes.equals(first.fieldKeys[0]?.bytes ?? Buffer.alloc(0))).toBe(true)
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toContain('FIELD_KEYS')
  })

  it('takes given secrets and makes none', () => {
    const config = readConfig({ ...FEISHU, FIELD_KEYS: KEY, LINK_SECRET: 'a'.repeat(32), DATA_DIR: '/nonexistent' })
    expect(loadSecrets(config).fieldKeys[0]?.id).toBe('k1')
  })
})
