import type { Utterance } from '../../src/core/meaning.js'

const texts = [
  '@台账助手 昨天下午学了2小时 二十届四中全会精神 全员参加',
  '@台账助手 【培训登记】2026年3月12日9:00—11:30，在二楼会议室集中学习中央八项规定精神，主讲：王敏，应到7人，实到6人，李响因病请假。',
  '/培训 3月10日 公文写作培训 一天 主讲周海明',
  '@台账助手 上周五支部召开党员大会，讨论孙小雨同志转正，应到7人实到7人，赞成6票，弃权1票',
  '@台账助手 3月15日主题党日，去烈士陵园扫墓，全体参加，赵阳出差没去',
  '/谈心 @孙小雨 前天 办公室 聊了近期工作压力',
  '@台账助手 和李响谈了半个小时，了解思想动态',
  '@台账助手 昨天的学习补记一下：上午9点到11点，学习党章，主持人陈立，记录人王敏',
  '@台账助手 撤销刚才那条',
  '@台账助手 怎么用',
  '今天中午吃什么',
  '@台账助手 下周三要开会，大家准备一下',
  '@台账助手 這個月十五號下午三點學習黨史，兩個小時，全體黨員',
  '@台账助手 ３月１６日 １４：００ 集中学习 廉政教育 学时４',
  '@台账助手 前天晚上7点半到9点线上学习，主题是乡村振兴，小赵和老周请假',
  '收到',
]

const roster = [
  { name: '陈立', aliases: ['陈书记', '老陈'], status: 'full' },
  { name: '王敏', aliases: ['王姐'], status: 'full' },
  { name: '李淑贤', aliases: ['李姐'], status: 'full' },
  { name: '周海明', aliases: ['老周'], status: 'full' },
  { name: '赵阳', aliases: ['小赵'], status: 'full' },
  { name: '孙小雨', aliases: ['小雨'], status: 'probationary' },
  { name: '李响', aliases: ['响哥'], status: 'full' },
] as const

/** `text` as the bot would be asked to understand it in a group. */
export const utteranceOf = (text: string): Utterance => ({
  text,
  chat: 'group',
  senderRoles: ['secretary'],
  today: '2026-03-18',
  roster,
  botName: '台账助手',
})

/** What people type, good and bad: the mix that `understand` is timed with. */
export const SENTENCES: readonly Utterance[] = texts.map(utteranceOf)
