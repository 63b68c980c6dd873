import type { Block, Card } from '../src/core/card.js'
import { HELP_TOPICS } from './shared/help-topics.js'

/** For whom and where the help is shown. */
export interface HelpOptions {
  readonly chat: 'group' | 'p2p'
  readonly audience: 'secretary' | 'member' | 'guest'
  /** The office granted the wider scope: the group delivers messages without @ too. Default scopes do not. */
  readonly hearsWithoutAt?: boolean
}

/** What to type, with one example each of what is done most; the rest by topic (moments.md §6 Help). */
export function helpCard({ chat, audience, hearsWithoutAt = false }: HelpOptions): Card {
  const at = chat === 'group' ? '@我 ' : ''
  const lines: Block[] =
    audience === 'guest'
      ? [{ type: 'text', text: GUEST_LINES[chat] }]
      : [
          { type: 'text', text: chat === 'group' ? '在群里@我说一句话就能记：' : '直接对我说一句话就能记：' },
          { type: 'list', items: examples(at, chat) },
          { type: 'text', text: `还能记：${otherKinds().join('、')}。看例句请发：${at}帮助 党费` },
          { type: 'text', text: '记错了：说一声怎么改，或先撤销再发。改消息不会改台账。' },
          ...(audience === 'secretary' ? [CARDS_HELP, ROSTER_HELP] : []),
          ...(audience === 'secretary' && chat === 'p2p' ? [DIGEST_HELP, PAIRS_HELP, RULES_HELP, PEOPLE_HELP] : []),
          ...(chat === 'group' ? [{ type: 'text', text: atLine(hearsWithoutAt) } as const] : []),
        ]
  return {
    title: '台账助手怎么用',
    tone: 'info',
    blocks: [
      ...lines,
      { type: 'text', text: '涉密、工作秘密、领导行程请勿发给我。谈话内容请私聊，不要发在群里。', style: 'muted' },
    ],
  }
}

/** Only in the branch's group is an account known by its name (src/intake/identify.ts): in private he may be on the roster. */
const GUEST_LINES: Readonly<Record<HelpOptions['chat'], string>> = {
  group: '你还不在本支部的名册里，暂时不能记录和查看。需要使用请联系支部书记或管理员登记。',
  p2p: '我还不认识这个账号，暂时不能记录和查看。你在支部名册里的话，请先在支部群里@我说一句话（如：帮助），之后就能私聊；还不在名册里，请联系支部书记登记。',
}

/** When the secretary hears from the bot unasked (src/ledger/times/card-times.ts). */
const CARDS_HELP: Block = {
  type: 'text',
  text: '月初、月中和月底前的工作日上午，我会私聊你本月已有和待补的事项；季末月和11月另有核对。',
}

const ROSTER_HELP: Block = {
  type: 'text',
  text: '管名册（只在私聊里回）：名册；张三转出；新增党员 张三 预备；张三管台账；张三请长假；张三转正，可带日期。',
}

const DIGEST_HELP: Block = {
  type: 'text',
  text: '周报：发出前先看，说「周报预览」「季度周报预览」；不想发群里，说「周报只发给我」。',
}

/** In private alone: who is not to be paired is nobody else's business. */
const PAIRS_HELP: Block = {
  type: 'text',
  text: '排谈心谈话：配对图；下一组谈谁；约谈 张三 李四；张三和李四不结对（推荐时跳过，只有你看得到）。',
}

/** In private alone: a group does not hear who is on leave. */
const PEOPLE_HELP: Block = {
  type: 'text',
  text: '请假换人：3月20日到28日由张三代理；代理结束；4月1日起书记由张三接任；交接清单。上级总支：加入总支（加代码），退出总支。',
}

const RULES_HELP: Block = {
  type: 'text',
  text: '管提醒：规则；关闭规则 小家活动；谈心谈话 每季度2次；增加规则 每月1次 政治学习。',
}

function examples(at: string, chat: HelpOptions['chat']): string[] {
  return [
    `记培训：${at}昨天下午集中学习2小时 二十届四中全会精神 全员参加`,
    `记会议：${at}3月2日召开党员大会，应到7人，实到7人，议题：一季度工作`,
    `记主题党日：${at}3月5日主题党日，参观革命纪念馆，半天`,
    ...(chat === 'group'
      ? ['记谈话：请私聊我']
      : [
          '记谈话：昨天和张三谈心谈话30分钟（内容可写可不写，仅双方可见）',
          '看谈话：查看谈话内容 2026-谈-003（仅谈话双方）',
        ]),
    `改：${at}刚才那条改成3小时`,
    `查：${at}我今年学了多少学时`,
    `撤销：${at}撤销（你最近记的一条），或 ${at}撤销 2026-学-014`,
  ]
}

/** Kinds and doings that have an example here already. */
const SHOWN: readonly string[] = ['培训', '会议', '主题党日', '谈话', '更正', '查询', '撤销']

const otherKinds = (): string[] => HELP_TOPICS.map(({ words }) => words[0]).filter((word) => !SHOWN.includes(word))

const atLine = (hearsWithoutAt: boolean): string =>
  hearsWithoutAt
    ? '在本群，以「/」开头的一句话不用@也能收到，例如「/培训 …」。'
    : '在本群要@我才收得到；不带@的「/培训」这类命令收不到。'
