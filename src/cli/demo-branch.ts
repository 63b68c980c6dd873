import type { ChatSimulator } from '../simulator/chat-simulator.js'
import type { DingtalkSimulatorOptions } from '../simulator/dingtalk/index.js'
import type { FeishuSimulatorOptions } from '../simulator/feishu/index.js'

/** A Wednesday morning: the calendar data ends with 2026, so the demo lives there (design.md §7). */
export const DEMO_START = '2026-03-18T10:00:00+08:00'

/** Fixed, so that `--keep` finds the same apps, groups and people again. */
export const DEMO_FEISHU = {
  appId: 'cli_de30000000000001',
  botOpenId: 'ou_de300000000000000000000000000bot',
  botName: '台账助手',
} satisfies FeishuSimulatorOptions
export const DEMO_DINGTALK = {
  clientId: 'dingdemo0000000000001',
  clientSecret: 'demo-client-secret-of-dingtalk',
  botName: '台账助手',
} satisfies DingtalkSimulatorOptions

/** A branch on each platform, with the same people: what is said on one is not on the other. */
const HOMES = {
  feishu: {
    name: '人事部党支部',
    chatId: 'oc_de30000000000000000000000000001',
    idOf: (index: number): string => `ou_de3000000000000000000000000000${String(index).padStart(2, '0')}`,
  },
  dingtalk: {
    name: '综合部党支部',
    chatId: 'cidDemoGroup000000000001==',
    idOf: (index: number): string => `demo${String(index).padStart(4, '0')}`,
  },
}

/** Invented people. Six full members: no branch committee is required, as in the branch the bot was made for. */
export const MEMBERS = [
  { name: '陈立', role: 'secretary', status: 'full', aliases: ['陈书记', '书记', '老陈'], post: '人事部主任' },
  { name: '王敏', role: 'organization', status: 'full', aliases: ['王姐', '敏姐'] },
  { name: '李淑贤', role: 'dues', status: 'full', aliases: ['李姐', '淑贤'] },
  { name: '周海明', role: 'ledger', status: 'full', aliases: ['海明', '老周'] },
  { name: '赵阳', role: 'member', status: 'full', aliases: ['小赵'] },
  { name: '孙小雨', role: 'member', status: 'probationary', aliases: ['小雨', '小孙'] },
  { name: '李响', role: 'member', status: 'full', aliases: ['响哥'] },
] as const

/** Somebody in the group who is in no branch: he gets help, never data. */
const GUEST = '钱同事'

/** Makes people, group and branch on this platform, and returns the branch's id. */
export async function populate(
  simulator: ChatSimulator,
  makeBranch: (body: object) => Promise<{ id: string }>,
): Promise<string> {
  const { platform } = simulator
  const { name, chatId, idOf } = HOMES[platform]
  const ids = [...MEMBERS.map((member) => member.name), GUEST].map(
    (person, index) => simulator.addPerson(person, { id: idOf(index) }).id,
  )
  simulator.addGroup(name, ids, { chatId })
  const members = MEMBERS.map((member, index) => ({ ...member, platformUserId: ids[index] }))
  const { id } = await makeBranch({ name, platform, chatId, members })
  return id
}
