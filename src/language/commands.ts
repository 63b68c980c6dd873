import type { RecordType } from '../core/meaning.js'

/** A request behind / that is no record. */
export type RequestName = 'report' | 'query' | 'edit' | 'plan' | 'dues' | 'roster' | 'close'

/** What a word behind / asks for. */
export type Command = { record: RecordType } | { request: RequestName } | 'undo' | 'help' | 'read_talk' | 'unknown'

const COMMANDS: readonly (readonly [RegExp, Command])[] = [
  [/^(?:培训|学习|自学|集中学习|党课)/, { record: 'training' }],
  [/^(?:谈心谈话|谈心|谈话|廉政谈话|提醒谈话)/, { record: 'talk' }],
  [/^(?:会议|开会|党员大会|支委会|党小组会|组织生活会|民主评议)/, { record: 'meeting' }],
  [/^(?:主题党日|党日)/, { record: 'theme_day' }],
  [/^(?:撤销|撤消|撤回|删除)/, 'undo'],
  [/^(?:帮助|help|\?|菜单|说明)/i, 'help'],
  [/^查看谈话/, 'read_talk'],
  [/^销号/, { request: 'close' }],
  [/^(?:报告|台账|报表|导出|自查|总结|周报)/, { request: 'report' }],
  [/^(?:查询|查(?!看)|统计|学时|进度|待办)/, { request: 'query' }],
  [/^(?:更正|修改|改)/, { request: 'edit' }],
  [/^(?:计划|安排|预告)/, { request: 'plan' }],
  [/^党费/, { request: 'dues' }],
  [/^(?:名册|党员名单|花名册)/, { request: 'roster' }],
  [/^(?:活动|小家|工会|慰问|走访|交流互访|互访|外出保障|保障)/, { record: 'activity' }],
  [/^志愿/, { record: 'volunteer' }],
  [/^捐/, { record: 'donation' }],
  [/^(?:荣誉|获奖|喜报|表彰)/, { record: 'honour' }],
  [
    /^(?:质量单|(?:服务)?(?:质量)?处罚单|(?:提醒)?整改单|奖励单|(?:即日)?(?:检查)?反馈单|五单|开单)/,
    { record: 'qualitySlip' },
  ],
  [/^(?:项目|标准化|启动会|推进会|内审)/, { record: 'projectEvent' }],
  [/^问题/, { record: 'problem' }],
  [/^(?:承诺|党员风采|支部特色|书记项目)/, { record: 'commitment' }],
  [/^(?:抽查|测试)/, { record: 'spot_check' }],
  [/^(?:分析|研判)/, { record: 'analysis' }],
  [/^(?:指标|数量)/, { record: 'metric' }],
]

/** The command that a text beginning with / gives, or undefined when it begins otherwise. */
export function commandOf(body: string): Command | undefined {
  if (!body.startsWith('/')) return undefined
  const word = body.slice(1).trimStart()
  return COMMANDS.find(([pattern]) => pattern.test(word))?.[1] ?? 'unknown'
}
