import type { TurnPageMeaning } from '../../core/meaning.js'
import { NUMBER, parseNumber } from '../chinese-numerals.js'

/** Typed instead of the buttons under a long answer: 下一页, 上一页, 还有呢, 第2页. Only the bare words. */

const ASKED = '[请麻烦帮我给再要想看翻到一下往跳转显示来]{0,8}'
const END = '[吧呢啊呀哈看一下]{0,4}'
const TO: readonly (readonly [TurnPageMeaning['to'], RegExp])[] = [
  ['next', whole('(?:下一?页|后一?页|后面(?:的|一页)?|往?后翻(?:一?页)?|翻一?页|翻页|向后|往后|next(?: page)?)')],
  [
    'next',
    /^(?:还有呢|还有吗|还有没有了?|还有(?:没有)?(?:别的|其他的?|更多)(?:吗|没有?)?|(?:下面|底下|往下)(?:的|还有)?呢|再(?:看|来|翻)一?页|后面(?:还有)?呢|剩下的呢?|其余的呢?|没完吧|接着(?:看|往下)|往下看?|更多|继续看?|显示更多|查看更多|more)$/i,
  ],
  [
    'previous',
    whole(
      '(?:上一?页|前一?页|前面(?:一页)|往?前翻(?:一?页)?|翻回去|往回翻|回上一?页|返回上一?页|prev(?:ious)?(?: page)?)',
    ),
  ],
  ['first', whole('(?:首页|第一页|头一页|最前面?一页|从头看)')],
  ['last', whole('(?:末页|尾页|最后一?页)')],
]
const NUMBERED = new RegExp(`^(?:${ASKED}第\\s?(${NUMBER})\\s?页${END}|page\\s?(\\d{1,3}))$`, 'iu')

function whole(words: string): RegExp {
  return new RegExp(`^${ASKED}${words}${END}$`, 'iu')
}

/** The page asked for; undefined: something else. */
export function turnPageOf(words: string): TurnPageMeaning | undefined {
  if (words.length > 16) return undefined
  const text = words.trim()
  const to = TO.find(([, pattern]) => pattern.test(text))?.[0]
  if (to !== undefined) return { type: 'turn_page', to }
  const [, chinese, latin] = NUMBERED.exec(text) ?? []
  const page = parseNumber(chinese ?? latin ?? '')
  return page === undefined || page < 1 || !Number.isInteger(page) ? undefined : { type: 'turn_page', to: page }
}
