import type { EditMeaning, ErrorMeaning, Utterance } from '../../core/meaning.js'
import { memberAt, namesOf } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { readPerson } from '../people/read-person.js'
import { unclear } from './unclear.js'

/**
 * How a promise of the year is getting on (domain.md P25): 书记项目进展：已完成方案, 我的党员风采完成了一半. A note that is added
 * to the commitment that stands (`edit`, `add.progress`), never a new one.
 */

const KINDS = '(书记(?:领办)?项目|支部特色|党员风采|风采|承诺)'
const OWNER = '(我的?|本人的?|@?[\\u4E00-\\u9FFF]{2,4}?的)?'
const LEAD =
  '^\\/?(?:汇报(?:一?下)?|报告(?:一?下)?|说一?下|更新(?:一?下)?|记(?:一?下)?|今年|本年度?|\\d{4}年度?|的|[:：,，\\s])*'
/** With the word for it, whatever follows; without it, only what opens as progress does. */
const NAMED = new RegExp(
  `${LEAD}${OWNER}${KINDS}[的\\s:：,，]*(?:最新)?(?:进展|进度|推进情况|落实情况|完成情况)(?:情况)?(?:是|为|[:：,，\\s])+(\\S[\\s\\S]{1,200})$`,
)
const TOLD = new RegExp(
  `${LEAD}${OWNER}${KINDS}(?:(?:[:：,，\\s]+)?(已经?\\S[\\s\\S]{1,200})|((?:目前|现在|基本|刚刚?|才|都)?(?:完成了|做完了|完成(?=一半|过半|[\\d一二三四五六七八九十]+[成%]|大半)|做了|推进到|进行到|落实了|启动了|办好了|进展)[\\s\\S]{0,200}))$`,
)
const UNSURE =
  /[?？]|谁|什么|哪[里个些]|请|麻烦|尽快|抓紧|大家|各(?:支部|位|人)|(?:报|交|写|填|发)一下|上报|提交|待定|不清楚|好像|可能|吗[\s。]*$|(?:怎么样|如何|怎样)[\s。]*$|多少|几[项个]|还没|没有|未完成/

export function progressOf(text: string, utterance: Utterance): EditMeaning | ErrorMeaning | undefined {
  const body = text.trim()
  const found = NAMED.exec(body) ?? TOLD.exec(body)
  if (!found || UNSURE.test(body)) return undefined
  const [, owner, word, ...told] = found
  const said = told.find((one) => one !== undefined)?.replace(/[。.\s]+$/, '') ?? ''
  if (said.length < 2) return undefined
  // 书记项目已完成一半 may be talk of anybody's: written down only when it is said to be progress, or whose it is.
  if (owner === undefined && !NAMED.test(body)) return unclear('edit', `要记进展吗？请发：${word}进展：${said}`)
  const who = ownerOf(owner, utterance)
  if (who === undefined) return unclear('edit', '是谁的承诺？请写全名，如：赵阳的党员风采完成了一半')
  if (typeof who === 'object' && 'error' in who) return who
  const kind = word === '承诺' ? undefined : word === '风采' ? '党员风采' : word?.replace('领办', '')
  const own = who.name ?? (kind === '党员风采' || kind === undefined ? '$sender' : undefined)
  return {
    type: 'edit',
    target: {
      find: {
        type: 'commitment',
        ...(kind === undefined ? {} : { kind }),
        ...(own === undefined ? {} : { who: own }),
        period: utterance.today.slice(0, 4),
      },
    },
    add: { progress: said },
  }
}

function ownerOf(owner: string | undefined, { roster }: Utterance): { name?: string } | ErrorMeaning | undefined {
  if (owner === undefined || /^支部/.test(owner)) return {}
  if (/^(?:我|本人)/.test(owner)) return { name: '$sender' }
  const names = namesOf(roster)
  const person = memberAt(owner, 0, names) ?? readPerson(owner, 0, names)
  if (!person) return undefined
  return personError(person) ?? (person.name === undefined ? undefined : { name: person.name })
}
