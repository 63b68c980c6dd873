import { rulesCard } from '../cards/rules-card.js'
import { ownRuleName, ruleOfDuty } from '../src/core/duties.js'
import { UserError } from '../src/core/errors.js'
import type { RulesMeaning } from '../src/core/meaning.js'
import type { Content } from '../src/core/platform.js'
import { type Reply, textReply } from '../src/core/reply.js'
import type { RuleView } from '../src/core/rule-views.js'
import type { Cadence } from '../src/core/views.js'
import { addRule, listRules, type RuleChange, removeRule, setRuleNeed, switchRule } from '../src/ledger/branch-rules.js'
import type { MemberContext } from './context.js'
import { inPrivate } from './shared/in-private.js'

const EVERY: Readonly<Record<Cadence, string>> = { month: '每月', quarter: '每季度', year: '每年' }
/** More in one period than it has days is a slip of the finger. */
const MOST: Readonly<Record<Cadence, number>> = { month: 31, quarter: 92, year: 366 }
const FROM_NOW = '从本期起算，以前的仍按原来的。'

/**
 * 规则, and what changes them: switched on and off, how often, the branch's own ones. The secretary's alone, and
 * answered in private: what a branch is reminded of is between the two. UserError when it can't be.
 */
export async function rules(meaning: RulesMeaning, ctx: MemberContext): Promise<Reply> {
  if (!ctx.member.roles.includes('secretary')) return textReply('提醒规则由书记来看、来改，有建议可以直接跟书记说')
  return inPrivate(await carryOut(meaning, ctx), ctx)
}

async function carryOut(meaning: RulesMeaning, ctx: MemberContext): Promise<Content> {
  if (meaning.ask === 'show') {
    return { type: 'card', card: rulesCard(ctx.branch.name, await listRules(ctx.today), ctx.today) }
  }
  return { type: 'text', text: await change(meaning, ctx) }
}

type ChangeMeaning = Exclude<RulesMeaning, { ask: 'show' }>

async function change(meaning: ChangeMeaning, ctx: MemberContext): Promise<string> {
  const by: RuleChange = { by: ctx.member, now: ctx.now }
  if (meaning.ask === 'add') return add(meaning, by, ctx)
  const rule = await ruleNamed(meaning.label, ctx)
  switch (meaning.ask) {
    case 'need':
      return setNeed(rule, meaning, by)
    case 'remove':
      if (!rule.own)
        throw new UserError(
          'not_own',
          `「${rule.label}」不是支部自己加的，不能删；不要提醒请发「关闭规则 ${rule.label}」`,
        )
      await removeRule(rule.rule, by)
      return `已删除规则「${rule.label}」。${FROM_NOW}要再加请发「增加规则 ${oftenText(rule)} ${rule.label}」`
    default:
      return switchTo(rule, meaning.ask, by)
  }
}

async function switchTo(rule: RuleView, to: 'on' | 'off', by: RuleChange): Promise<string> {
  const { label, basis } = rule
  if (!(await switchRule(rule.rule, to, by))) return `「${label}」本来就是${to === 'on' ? '开' : '关'}着的`
  if (to === 'on') return `已开启规则「${label}」（${oftenText(rule)}）。${FROM_NOW}不要了请发「关闭规则 ${label}」`
  // Switched off is not set aside: what a regulation asks for stays asked for.
  const stays = basis.startsWith('《') ? `${basis}的要求不变，只是我不再提醒。` : ''
  return `已关闭规则「${label}」，不再提醒。${stays}${FROM_NOW}恢复请发「开启规则 ${label}」`
}

type Often = Extract<RulesMeaning, { need: number }>

async function setNeed(rule: RuleView, { every, need }: Often, by: RuleChange): Promise<string> {
  const { label } = rule
  if (every !== rule.every) {
    const how = rule.own ? '请先删除再增加' : `请发「${label} ${EVERY[rule.every]}${need}次」`
    throw new UserError('other_cadence', `「${label}」是按${EVERY[rule.every]}算的，要改${how}`)
  }
  checkNeed(need, every, label)
  const set = await setRuleNeed(rule.rule, need, by)
  return set ? `「${label}」改为${EVERY[every]}${need}次。${FROM_NOW}` : `「${label}」本来就是${EVERY[every]}${need}次`
}

async function add(meaning: Often, by: RuleChange, ctx: MemberContext): Promise<string> {
  const { label, every, need } = meaning
  if (label === '提醒谈话') throw new UserError('not_counted', '提醒谈话不计入任何规则')
  const known = ruleOfDuty(label)
  // What is there already is changed, and switched on when it was off.
  if (known !== undefined) return setNeed(await ruleNamed(label, ctx), meaning, by)
  checkNeed(need, every, label)
  await addRule(label, every, need, by)
  return `已增加规则「${label}」：${EVERY[every]}${need}次。记录的类别、形式是「${label}」，或主题里有这几个字，就算数。不要了请发「删除规则 ${label}」`
}

function checkNeed(need: number, every: Cadence, label: string): void {
  if (need === 0) throw new UserError('no_need', `不要求了请发「关闭规则 ${label}」`)
  if (need > MOST[every]) throw new UserError('bad_need', `${EVERY[every]}${need}次太多了，请核对`)
}

async function ruleNamed(label: string, ctx: MemberContext): Promise<RuleView> {
  const name = ruleOfDuty(label) ?? ownRuleName(label)
  const rule = (await listRules(ctx.today)).find((one) => one.rule === name)
  if (!rule) throw new UserError('no_rule', `没有「${label}」这条规则，发「规则」看都有哪些`)
  return rule
}

const oftenText = ({ every, need, unit }: RuleView): string => `${EVERY[every]}${need}${unit ?? '次'}`
