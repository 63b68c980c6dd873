import type { TalkOccasionsMeaning, Utterance } from '../../core/meaning.js'
import { DEFAULT_OCCASIONS } from '../../core/talk-occasions.js'
import { Scan, TAKEN } from '../scan.js'
import { takeSpan, usualSpan } from './query/span.js'

/** 谈话时机有哪些, 谈话时机 增加 退休返聘, 六必谈今年谈了几次: the list of occasions and what a member's own talks were held for. */

const NAME = '(?:谈(?:心谈)?话(?:的)?(?:时机|情形)|[四五六七八]必谈)'
const SHOW = new RegExp(`^(?:查看?|看看?|我们?的?)?${NAME}(?:有|是|都有)?(?:哪些|什么|哪几[个种项]|内容|清单|列表)?$`)
const ADD = new RegExp(
  `^${NAME}[\\s:：,，]*(?:再|还要)?(?:增加|添加|加上|新增|加)[:：\\s]*(.+)$|^(?:增加|添加|新增)${NAME}[:：\\s]*(.+)$`,
)
const REMOVE = new RegExp(
  `^${NAME}[\\s:：,，]*(?:删除|删掉|去掉|取消|移除)[:：\\s]*(.+)$|^(?:删除|去掉|取消)${NAME}[:：\\s]*(.+)$`,
)
const REPLACE = new RegExp(`^(?:把|将)?${NAME}[\\s:：,，]*(?:改成|改为|设为|设置为|定为|换成)[:：\\s]*(.+)$`)
const RESET = new RegExp(`^${NAME}[\\s:：,，]*(?:恢复默认|恢复原样|重置)$|^恢复默认(?:的)?${NAME}$`)
const COUNT = new RegExp(`${NAME}.{0,10}(?:谈了?|记了?|各|有)(?:几|多少)(?:次|回)|(?:按|分)${NAME}.{0,6}(?:统计|算|数)`)

/** What a text asks of the list; undefined: something else. */
export function talkOccasionsOf(text: string, utterance: Utterance): TalkOccasionsMeaning | undefined {
  const body = text.replace(/^\/|[\s。.!！?？~吗呢啊]+$/gu, '')
  if (RESET.test(body)) return { type: 'talk_occasions', ask: 'reset' }
  const [added, removed, replaced] = [ADD, REMOVE, REPLACE].map((pattern) => namesIn(pattern, body))
  if (added) return { type: 'talk_occasions', ask: 'add', names: added }
  if (removed) return { type: 'talk_occasions', ask: 'remove', names: removed }
  if (replaced) return { type: 'talk_occasions', ask: 'replace', names: replaced }
  if (SHOW.test(body)) return { type: 'talk_occasions', ask: 'show' }
  const scan = new Scan(body)
  const period = takeSpan(scan, utterance.today)
  const plain = scan.open.replaceAll(TAKEN, '').replace(/^[\s,，的我]+|[\s,，的]+$/g, '')
  if (COUNT.test(plain)) return count(period, utterance.today)
  return ofOne(plain, period, utterance)
}

/** 受表彰谈了几次. */
function ofOne(
  plain: string,
  period: string | undefined,
  { occasions, today }: Utterance,
): TalkOccasionsMeaning | undefined {
  const said = /^(?:因|因为)?(.{2,16}?)(?:的)?(?:谈(?:心|话)*)(?:谈)?了?(?:几|多少)(?:次|回)$/.exec(plain)?.[1]
  const name = (occasions ?? DEFAULT_OCCASIONS).find((one) => one === said)
  return name === undefined ? undefined : { ...count(period, today), names: [name] }
}

const count = (period: string | undefined, today: string): TalkOccasionsMeaning => ({
  type: 'talk_occasions',
  ask: 'count',
  period: period ?? usualSpan('year', today),
})

function namesIn(pattern: RegExp, body: string): string[] | undefined {
  const said = pattern
    .exec(body)
    ?.slice(1)
    .find((group) => group !== undefined)
  const names = said?.split(/[、,，;；/\s]+/).filter((name) => name !== '')
  return names === undefined || names.length === 0 ? undefined : [...new Set(names)]
}
