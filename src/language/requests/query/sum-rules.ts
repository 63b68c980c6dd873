import type { Measure } from '../../../core/meaning.js'
import { categoriesIn } from './categories.js'
import { type Counted, countedIn } from './counted.js'
import { fewer } from './fewer.js'
import { type QueryRule, query } from './rule.js'
import { usualSpan } from './span.js'
import { personAsked } from './who.js'
import { asksWhoHasNot } from './words.js'

/**
 * Questions for more than a number of entries: 志愿服务多少人次、多少小时, 捐款一共多少钱, 发现问题几个，整改几个, 二等奖几名.
 * They are `counts` with the measures asked for.
 */

const MEASURES: readonly (readonly [Measure, RegExp])[] = [
  ['people', /人次|(?:多少|几个?)人(?:参加|参与|捐|志愿|次|到|去)?(?!没|未|还)/],
  ['hours', /(?:多少|几)个?(?:小时|钟头|分钟|学时|课时)|时长|(?:多长|多久)(?:时间)?|学时|课时|小时数|总时间/],
  ['money', /多少钱|多少元|金额|款额|总额|钱数|(?:捐|合计|总共|一共)(?:了|款)?(?:出)?多少(?!次|人|回|场|个|笔|项)/],
  [
    'closed',
    /(?<![没未])(?:整改|闭环|销号|办结|解决|关闭|办完|完成)(?:了|完|的|好|完成|到位)*(?:有)?(?:几|多少)|(?:几|多少)[个项条张件](?:已经?|是)?(?:整改|闭环|销号|办结|解决)了?|(?:已|都|全)(?:经|部)?(?:整改|闭环|销号|办结)|整改率/,
  ],
]
/** Which kinds have what is asked: money only gifts, what is closed only slips and problems. */
const SLIPS = ['qualitySlip', '服务质量处罚单', '提醒整改单', '即日检查反馈单', '奖励单', '月汇总单']
const CLOSABLE: ReadonlySet<string> = new Set([...SLIPS, 'problem'])

/** Prizes by rank. */
const PRIZE = /[特一二三四]等奖|优秀(?:组织)?奖|优胜奖|[金银铜]奖|第[一二三四五六]名|先进[个集]?[人体]?/g

export const sums: QueryRule = ({ open, body, utterance, span, forced }) => {
  if (
    asksWhoHasNot(open.replace(/人次|多少|几个人/g, '')) ||
    /^\/?党费|党费|(?:差|缺|剩|欠)(?:了|着)?几(?:个|位|名)/.test(open)
  )
    return undefined
  const prizes = [...new Set(open.match(PRIZE) ?? [])]
  const counted = spokenOf(open, prizes.length > 0)
  if (!forced && !/几|多少|哪|什么|谁|有没有|吗|[?？]|情况|合计|总|次数/.test(open)) return undefined
  // 整改单 is a name, and nothing was put right by it.
  const words = open.replace(/(?:提醒)?整改单/g, '单')
  const said = MEASURES.filter(([, pattern]) => pattern.test(words)).map(([measure]) => measure)
  const categories = categoriesIn(open)
  if (isNothing(counted) && categories.length > 0) counted.kinds.push('training')
  const measures = said.filter((measure) => fits(measure, counted))
  if ((measures.length === 0 && prizes.length === 0) || isNothing(counted)) return undefined
  const who = personAsked(body, utterance)
  if (who && 'error' in who) return who
  const { forms, kinds } = counted
  return query('counts', span ?? usualSpan('year', utterance.today), {
    ...(who ? { who: who.name } : {}),
    ...(forms.length > 0 ? { forms } : {}),
    ...(kinds.length > 0 ? { kinds } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(prizes.length > 0 ? { prizes } : {}),
    ...(measures.length > 0 ? { measures } : {}),
    ...fewer(open, body, kinds),
  })
}

const isNothing = ({ forms, kinds }: Counted): boolean => forms.length + kinds.length === 0

/** 捐了多少 and 发现几个问题 name their kinds by a verb; 集中学习培训 is the sum of all study and no form (domain.md R10). */
function spokenOf(open: string, isPrize: boolean): Counted {
  const counted = countedIn(
    open.replace(/集中学习培训/g, '').replace(/(?<!(?:几|多少)[个项条]?)问题(?=吗|[?？]|$)/g, ''),
  )
  const { forms } = counted
  const kinds = counted.kinds.filter((kind) => kind !== 'training' && !(isPrize && kind !== 'honour'))
  if (/捐/.test(open) && !kinds.includes('donation')) kinds.push('donation')
  if (isPrize && !kinds.includes('honour')) kinds.push('honour')
  return { forms: isPrize ? [] : forms, kinds }
}

function fits(measure: Measure, { forms, kinds }: Counted): boolean {
  if (measure === 'money') return kinds.includes('donation')
  if (measure === 'closed') return kinds.some((kind) => CLOSABLE.has(kind))
  if (measure === 'hours') return forms.length > 0 || kinds.some((kind) => kind !== 'donation' && kind !== 'honour')
  return true
}
