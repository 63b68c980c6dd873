import type { RecordType } from '../core/meaning.js'

/** What a word behind / asks for. */
export type Command = { record: RecordType } | { other: string } | 'undo' | 'help' | 'read_talk' | 'unknown'

const COMMANDS: readonly (readonly [RegExp, Command])[] = [
  [/^(?:培训|学习|自学|集中学习|党课)/, { record: 'training' }],
  [/^(?:谈心谈话|谈心|谈话|廉政谈话|提醒谈话)/, { record: 'talk' }],
  [/^(?:会议|开会|党员大会|支委会|党小组会|组织生活会|民主评议)/, { record: 'meeting' }],
  [/^(?:主题党日|党日)/, { record: 'theme_day' }],
  [/^(?:撤销|撤消|撤回|删除)/, 'undo'],
  [/^(?:帮助|help|\?|菜单|说明)/i, 'help'],
  [/^查看谈话/, 'read_talk'],
  [/^(?:报告|台账|报表|导出|自查|总结|周报)/, { other: 'report' }],
  [/^(?:查询|查|统计|学时|进度)/, { other: 'query' }],
  [/^(?:更正|修改|改)/, { other: 'edit' }],
  [/^(?:计划|安排|预告)/, { other: 'plan' }],
  [/^党费/, { other: 'dues' }],
  [/^(?:活动|小家|慰问)/, { other: 'activity' }],
  [/^志愿/, { other: 'volunteer' }],
  [/^捐/, { other: 'donation' }],
  [/^(?:荣誉|获奖)/, { other: 'honour' }],
  [/^(?:质量单|处罚单|整改单|奖励单|反馈单|五单)/, { other: 'qualitySlip' }],
  [/^(?:项目|标准化)/, { other: 'projectEvent' }],
  [/^问题/, { other: 'problem' }],
  [/^承诺/, { other: 'commitment' }],
  [/^(?:抽查|测试)/, { other: 'spot_check' }],
  [/^(?:分析|研判)/, { other: 'analysis' }],
]

/** The command that a text beginning with / gives, or undefined when it begins otherwise. */
export function commandOf(body: string): Command | undefined {
  if (!body.startsWith('/')) return undefined
  const word = body.slice(1).trimStart()
  return COMMANDS.find(([pattern]) => pattern.test(word))?.[1] ?? 'unknown'
}
