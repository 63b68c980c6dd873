import { ruleOfDuty } from '../../core/duties.js'
import type { RulesMeaning } from '../../core/meaning.js'
import type { Cadence } from '../../core/views.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'

/** What the secretary says of the rules themselves: 规则, 关闭规则 小家活动, 谈心谈话 每季度2次, 增加规则 每月1次 政治学习. */

/** Of Han characters only, as 补记 knows them (twins.ts). */
const LABEL = '(\\p{Script=Han}{2,12}?)'
const EVERY = '每(?:个)?(月|季度|季|年)(?:度)?'
const OFTEN = `${EVERY}\\s*(?:至少|不少于)?\\s*(${NUMBER})\\s*次`
const GAP = '[\\s:：,，]*'

const SHOW = /^(?:(?:查看?|看)(?:一?下|看)?)?(?:支部的?|提醒的?|有哪些)?规则(?:列表|有哪些|清单)?$/
const OFF = named('(?:关闭|关掉|停用|停掉|取消)规则')
const ON = named('(?:开启|打开|启用|恢复)规则')
const REMOVE = named('(?:删除|删掉|去掉)规则')
const ADD = '(?:(?:增加|添加|新增|加)(?:一条)?规则)'
const ADD_OFTEN_FIRST = whole(`${ADD}${GAP}${OFTEN}${GAP}${LABEL}`)
const ADD_LABEL_FIRST = whole(`${ADD}${GAP}${LABEL}${GAP}${OFTEN}`)
/** Without the word the label stands apart: 每季度开2次会 is no rule. */
const ADD_BARE = whole(`${OFTEN}\\s+${LABEL}`)
const NEED = whole(`(?:规则${GAP})?${LABEL}${GAP}(?:改为|改成|调整为|定为)?${GAP}${OFTEN}`)

function whole(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`, 'u')
}
function named(verb: string): RegExp {
  return whole(`${verb}${GAP}${LABEL}`)
}

/** What a text asks of the rules, by the bare words; undefined: something else. */
export function rulesRequestOf(said: string): RulesMeaning | undefined {
  const words = said.trim()
  if (SHOW.test(words)) return { type: 'rules', ask: 'show' }
  for (const [ask, pattern] of [['off', OFF] as const, ['on', ON] as const, ['remove', REMOVE] as const]) {
    const label = pattern.exec(words)?.[1]
    if (label !== undefined) return { type: 'rules', ask, label }
  }
  return addOf(words) ?? needOf(words)
}

function addOf(words: string): RulesMeaning | undefined {
  const [, every, count, label] = ADD_OFTEN_FIRST.exec(words) ?? ADD_BARE.exec(words) ?? []
  const [, labelFirst, every2, count2] = ADD_LABEL_FIRST.exec(words) ?? []
  return often('add', label ?? labelFirst, every ?? every2, count ?? count2)
}

/** 谈心谈话 每季度2次 is of a rule by its name; of the branch's own ones with 规则 before it. */
function needOf(words: string): RulesMeaning | undefined {
  const [, label = '', every, count] = NEED.exec(words) ?? []
  return ruleOfDuty(label) !== undefined || words.startsWith('规则') ? often('need', label, every, count) : undefined
}

function often(ask: 'add' | 'need', label: string | undefined, every: string | undefined, count: string | undefined) {
  const need = parseNumber(count ?? '')
  if (label === undefined || every === undefined || need === undefined) return undefined
  return { type: 'rules', ask, label, every: CADENCES[every.charAt(0)] ?? 'year', need } satisfies RulesMeaning
}

const CADENCES: Readonly<Record<string, Cadence>> = { 月: 'month', 季: 'quarter', 年: 'year' }
