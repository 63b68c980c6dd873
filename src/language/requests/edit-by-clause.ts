import type { EditMeaning, EntryTarget, ErrorMeaning, Utterance } from '../../core/meaning.js'
import { ADD_LEAD, ClauseChange } from './clause-change.js'
import { absenceOf, hasReasonField, presentIn } from './edit-absences.js'
import { CHANGE_SIGN, isNoise, withoutManners } from './edit-asides.js'
import { type Changes, headOf, readPeopleChange } from './edit-changes.js'
import { type EditField, FIELD_NAMES, fieldAt } from './edit-fields.js'
import { entrySaid, inMonthOf, isPlan } from './edit-target.js'
import type { QuotedEntry } from './quoted.js'

/**
 * A correction told in no fixed order: 9点半才开始的，上一条开始时间改过来; 请假原因改一下，上一条小雨不是病假，是陪家属产检.
 * The entry is taken out from wherever it is named. Of what is left every clause must be a field, an old value, a new one,
 * or words that only say that something is to change.
 */
export function editByClause(
  said: string,
  utterance: Utterance,
  quoted: QuotedEntry | undefined,
): EditMeaning | ErrorMeaning | undefined {
  if (
    said.length > LONGEST ||
    !(CHANGE_SIGN.test(said) || FIELD_GIVEN.test(said) || LAST_NAMED.test(said)) ||
    /[?？]|吗$/.test(said)
  )
    return undefined
  const text = withoutManners(said)
  return (
    readAs(text, utterance, quoted) ?? (isComplete(head(text)) ? readAs(fieldLast(text), utterance, quoted) : undefined)
  )
}

/** 方才那条的主持是敏姐代的, 刚记的奖是小雨拿的: the last entry by name; every clause of the rest must be read all the same. */
export const LAST_NAMED =
  /^(?:我)?(?:(?:刚刚?才?|刚才|方才|适才)(?:我)?(?:记|录入?|写|登记?|发|填|报|补)(?:进去|上去)?的|(?:刚刚?才?|刚才|方才|上|前|上面|前面|最近|最新|最后)(?:我)?(?:(?:记|录|写|登|发|报)的)?(?:那|这)?一?[条笔张](?=[\s,，的里把换缺请应实主记地时日题]|我)|(?:刚刚?才?|刚才|方才)[\u4E00-\u9FFF]{2,8}(?:那|这)一?[条笔张次](?=[\s,，的里]))/
/** 刚才那条，时长：90分钟. */
const FIELD_GIVEN = new RegExp(
  `^(?:我)?(?:刚刚?才?|刚才|上一?|前一?)(?:我)?(?:(?:记|录|写|发|登|报)?的?(?:那|这)?一?[条笔张个]|(?:记|录|写|发|登|报)的)[^,，。;；\\n]{0,6}[,，\\s]*(?:${FIELD_NAMES})(?:[:：]|是|为)`,
)
const head = (text: string): string => /^[^,，]{1,16}(?=[,，])/.exec(text)?.[0] ?? ''
/** 地点改一下，3月6日党员大会的应该是三楼: the entry first. */
const fieldLast = (text: string): string => `${text.slice(head(text).length + 1)}，${head(text)}`

function readAs(
  text: string,
  utterance: Utterance,
  quoted: QuotedEntry | undefined,
): EditMeaning | ErrorMeaning | undefined {
  const named = entrySaid(text, utterance, quoted)
  if (!named) return undefined
  if ('error' in named) return named
  for (const { target, rest, payer } of named) {
    const changes = paidBy(
      payer,
      readClauses(
        inMonthOf(rest, target, utterance.today),
        utterance,
        target,
        payer === undefined ? impliedBy(target) : 'money',
      ),
    )
    if (changes === undefined) continue
    return 'error' in changes ? changes.error : { type: 'edit', target, ...changes }
  }
  return undefined
}

const LONGEST = 120

type Read = Changes | { error: ErrorMeaning } | undefined

/** 「和小雨谈心」不是小雨，是赵阳: of a talk, a name alone is that of the other. */
function impliedBy(target: EntryTarget): EditField | undefined {
  if (typeof target !== 'object') return undefined
  const fields = 'find' in target ? target.find : 'quoted' in target ? target.quoted : undefined
  return (fields as { type?: unknown } | undefined)?.type === 'talk' ? 'partner' : undefined
}

/** 王姐那笔…98.5: one payer's sum in a list of dues or gifts. */
function paidBy(payer: string | undefined, changes: Read): Read {
  if (payer === undefined || changes === undefined || 'error' in changes) return changes
  const { amount, ...rest } = changes.set ?? {}
  return amount === undefined ? undefined : { set: { ...rest, items: [{ name: payer, amount }] } }
}

function readClauses(rest: string, utterance: Utterance, target: EntryTarget, implied: EditField | undefined): Read {
  const clauses = clausesOf(rest).filter((clause) => !isNoise(clause))
  if (clauses.length === 0) return undefined
  const spoken = clauses.join('，')
  const ofField = clauses.some((clause) => OTHER_FIELD.test(clause.replace(ADD_LEAD, '')))
  const dropped = leftOutOf(clausesOf(rest), target, utterance)
  if (dropped) return dropped
  const came = LEFT_OUT.test(rest) ? ADDED.exec(spoken)?.[1] : undefined
  if (came !== undefined) return presentIn(came, utterance)
  const people = ofField
    ? undefined
    : (absenceOf(spoken, utterance) ?? (hasReasonField(spoken) ? undefined : readPeopleChange(spoken, utterance)))
  if (people === null) return undefined
  if (people) return people
  const state = new ClauseChange(utterance, isPlan(target) ? 'plan' : 'log', implied)
  for (const [index, clause] of clauses.entries()) {
    const error = state.take(clause, index === clauses.length - 1)
    if (error === false) return undefined
    if (error) return { error }
  }
  return state.changes()
}

/** 总额不对: nothing more belongs to it. */
const isComplete = (clause: string): boolean => isNoise(clause) || isNoise(headOf(clause).rest)

const OTHER_FIELD = {
  test: (clause: string): boolean => !['attendees', 'absent', undefined].includes(fieldAt(clause)?.field),
}

/** 漏了响哥，请加上: of an event whose entry lists who took part. */
function leftOutOf(clauses: readonly string[], target: EntryTarget, utterance: Utterance): Read {
  if (typeof target !== 'object' || !('find' in target) || !LISTED.has(String(target.find.type))) return undefined
  const [first = '', second = '', more] = clauses
  const who = /^(?:还)?(?:漏|落|少)(?:了|掉|写了?|记了?|登了?|填了?|算了?)([@\u4E00-\u9FFF、和]{2,12})$/.exec(
    first,
  )?.[1]
  if (
    who === undefined ||
    more !== undefined ||
    !/^(?:给|帮|请|麻烦)*(?:把)?(?:他|她)?(?:给)?(?:补|加|添)(?:上|进去|一下|上去)?$/.test(second)
  )
    return undefined
  return presentIn(who, utterance)
}

/** 人漏了，加上响哥: who was left out, and of whom. */
const LEFT_OUT = /人(?:员)?(?:也)?(?:漏|少)|(?:漏|少|缺)了?一?个?人/
const ADDED = /^(?:再|给|请)?(?:把)?(?:加|补|添)(?:上|进|个|一个)?([@\u4E00-\u9FFF、和]{2,12})$/

const LISTED: ReadonlySet<string> = new Set(['volunteer', 'activity', 'training', 'theme_day'])

/** Marks outside of titles; a colon between digits is a clock's. */
const MARK = /(?:[,，;；。!！\n]|(?<!\d)[:：]|[:：](?!\d))+(?![^《》]*》)/
const NEXT = /^(?:应该?|其实|实际|是|不是|改|换|更正)/

/** Clauses; a blank ends one only where what stands before or behind it is a clause for sure. */
function clausesOf(text: string): string[] {
  return text.split(MARK).flatMap((part) => {
    const clauses: string[] = []
    for (const word of part.trim().split(/\s+/)) {
      const last = clauses.at(-1)
      const begins =
        last === undefined || fieldAt(word) !== undefined || NEXT.test(word) || isNoise(word) || isComplete(last)
      if (begins) clauses.push(word)
      else clauses[clauses.length - 1] = `${last} ${word}`
    }
    return clauses.filter((clause) => clause !== '')
  })
}
