import { monthOf, quarterOf } from '../core/civil-date.js'
import type { CommitteeQuestion } from '../core/committee-views.js'
import type { CommitteeMeaning, HelpMeaning } from '../core/meaning.js'
import { takePeriod } from './dates/periods.js'
import { Scan } from './scan.js'

/** What a higher committee's member asks, and by which words a branch's secretary shares with one (moments.md §1). */

const ASK = /^\/?\s*(?:党)?总支(?:汇总|情况|总览|月报|季报)?(?![\u4E00-\u9FFF]*书记)\s*/
/** A committee's name, a period and a page. */
const LONGEST = 80
const PAGE = /第\s*(\d{1,3})\s*页$/
const SPAN_CODE = /\b(\d{4}-(?:0[1-9]|1[0-2]|Q[1-4]))\b/
const QUARTER = /季报|本季|这个?季|季度/

/** A question of a committee's member by whole messages; undefined: anything else. `names`: of his committees. */
export function readCommittee(
  text: string,
  today: string,
  names: readonly string[] = [],
): CommitteeQuestion | undefined {
  if (text.length > LONGEST) return undefined
  const said = text.trim().replace(/[\s。.!！?？~]+$/gu, '')
  const head = ASK.exec(said)
  if (!head) return undefined
  let rest = said.slice(head[0].length)
  const page = PAGE.exec(rest)
  if (page) rest = rest.slice(0, page.index).trim()
  const name = names.find((one) => rest.includes(one))
  if (name !== undefined) rest = rest.replace(name, '').trim()
  const span = spanIn(rest, head[0], today)
  if (span === undefined) return undefined
  return { span, page: Math.max(1, Number(page?.[1] ?? 1)), ...(name !== undefined && { name }) }
}

/** The month where none is said; of a whole year there is no table. */
function spanIn(rest: string, head: string, today: string): string | undefined {
  const code = SPAN_CODE.exec(rest)?.[1]
  if (code !== undefined) return rest.replace(code, '').trim() === '' ? code : undefined
  if (rest === '') return QUARTER.test(head) ? quarterOf(today) : monthOf(today)
  const scan = new Scan(rest)
  const span = takePeriod(scan, today)
  return span !== undefined && /^\d{4}-(?:\d{2}|Q[1-4])$/.test(span) ? span : undefined
}

const JOIN = /^(确认)?加入(?:党)?总支\s*([A-Za-z]{8})?$/
/** The same question without knowing whose it is. */
const ANYBODYS =
  /^(?:党)?总支(?:汇总|情况|总览|月报|季报)?\s*(?:[本上]个?月|[本上]个?季度?|1?\d月(?:份)?|[一二三四]季度|\d{4}-(?:\d{2}|Q[1-4]))?\s*(?:第\s*\d+\s*页)?$/
const LEAVE = /^退出(?:党)?总支$/

/** 加入总支 CODE, 确认加入总支, 退出总支; 总支 of anybody else is answered with the help. */
export function committeeTwin(words: string): CommitteeMeaning | HelpMeaning | undefined {
  const join = JOIN.exec(words)
  const code = join?.[2]?.toUpperCase()
  if (join) return { type: 'committee', ask: join[1] ? 'confirm' : 'join', ...(code !== undefined && { code }) }
  if (LEAVE.test(words)) return { type: 'committee', ask: 'leave' }
  return ANYBODYS.test(words) ? { type: 'help' } : undefined
}
