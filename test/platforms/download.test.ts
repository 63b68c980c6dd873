import { afterEach, describe, expect, it } from 'vitest'
import { silentLogger } from '../../src/core/logger.js'
import type { Inbound, InboundMessage, Platform } from '../../src/core/platform.js'
import { createDingtalkPlatform } from '../../src/platforms/dingtalk/platform.js'
import { createFeishuPlatform } from '../../src/platforms/feishu/platform.js'
import type { ChatSimulator } from '../../src/simulator/chat-simulator.js'
import { startDingtalkSimulator } from '../../src/simulator/dingtalk/index.js'
import { startFeishuSimulator } from '../../src/simulator/feishu/index.js'

process.env.NO_PROXY = '127.0.0.1,localhost'
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const deps = { logger: silentLogger, onApiCall: () => {} }
/** Over a long connection, so that no web server of ours stands between. */
const stages: Record<string, () => Promise<{ simulator: ChatSimulator; platform: Platform }>> = {
  async feishu() {
    const simulator = await startFeishuSimulator({ settings: { mode: 'websocket' } })
    const { appId, appSecret } = simulator.options
    const keys = { encryptKey: '', verificationToken: '' }
    const config = { appId, appSecret, ...keys, mode: 'websocket', domain: simulator.url } as const
    return { simulator, platform: createFeishuPlatform(config, deps) }
  },
  async dingtalk() {
    const simulator = await startDingtalkSimulator({ settings: { mode: 'stream' } })
    const { clientId, clientSecret, robotCode } = simulator.options
    const bases = { apiBase: simulator.url, oapiBase: simulator.url }
    return {
      simulator,
      platform: createDingtalkPlatform({ clientId, clientSecret, robotCode, mode: 'stream', ...bases }, deps),
    }
  },
}

describe.each(Object.keys(stages))('a picture and a file on %s', (name) => {
  it('are downloaded whole, with the name of the file; one that is too large is refused', async () => {
    const { simulator, platform } = await (stages[name] as (typeof stages)[string])()
    closers.push(() => simulator.stop())
    const inbound: InboundMessage[] = []
    const door = async (one: Inbound) => {
      if (one.kind === 'message') inbound.push(one)
      return {}
    }
    const lease = {
      hold: ({ held }: { held: () => void }) => {
        held()
        return { release: async () => {} }
      },
    }
    const connection = platform.connect?.({ door, lease })
    closers.push(async () => connection?.close())
    await expect.poll(() => connection?.state(), { timeout: 10_000 }).toBe('connected')
    const { id } = simulator.addPerson('赵阳')
    const chat = simulator.privateChatId(id)
    const picture = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(6_000_000, 7)])
    await simulator.sendImage(id, chat, picture).delivered
    await simulator.sendFile(id, chat, '会议纪要.pdf', Buffer.from('%PDF-1.7 纪要')).delivered
    await simulator.sendImage(id, chat, Buffer.alloc(20 * 1024 * 1024 + 1, 1)).delivered
    const [one, two, three] = inbound as [InboundMessage, InboundMessage, InboundMessage]
    expect((await platform.download(one)).bytes.equals(picture)).toBe(true)
    expect(await platform.download(two)).toEqual({ bytes: Buffer.from('%PDF-1.7 纪要'), name: '会议纪要.pdf' })
    await expect(platform.download(three)).rejects.toMatchObject({ kind: 'permanent-content', code: 'too-large' })
    const gone = { ...one, resourceKey: 'no-such-key' }
    await expect(platform.download(gone)).rejects.toMatchObject({ name: 'PlatformError' })
  })
})
