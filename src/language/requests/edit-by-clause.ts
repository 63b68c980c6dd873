import type { EditMeaning, EntryTarget, ErrorMeaning, Utterance } from '../../core/meaning.js'
import { absenceOf, hasReasonField, isDenial, presentIn } from './edit-absences.js'
import { CHANGE_SIGN, isAside, isNoise, withoutManners } from './edit-asides.js'
import { type Changes, headOf, newValue, readPeopleChange } from './edit-changes.js'
import { type EditField, FIELD_NAMES, fieldAt } from './edit-fields.js'
import { spokenValue } from './edit-spoken.js'
import { entrySaid, inMonthOf, isPlan } from './edit-target.js'
import { fieldValue, inferred, type ValueRead, type Values } from './edit-values.js'
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
  if (said.length > LONGEST || !(CHANGE_SIGN.test(said) || FIELD_GIVEN.test(said)) || /[?？]|吗$/.test(said))
    return undefined
  const text = withoutManners(said)
  return (
    readAs(text, utterance, quoted) ?? (isComplete(head(text)) ? readAs(fieldLast(text), utterance, quoted) : undefined)
  )
}

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
  const people = ofField
    ? undefined
    : (absenceOf(spoken, utterance) ?? (hasReasonField(spoken) ? undefined : readPeopleChange(spoken, utterance)))
  if (people === null) return undefined
  if (people) return people
  const state = new Change(utterance, isPlan(target) ? 'plan' : 'log', implied)
  for (const clause of clauses) {
    const error = state.take(clause)
    if (error === false) return undefined
    if (error) return { error }
  }
  return state.changes()
}

/** 总额不对: nothing more belongs to it. */
const isComplete = (clause: string): boolean => isNoise(clause) || isNoise(headOf(clause).rest)

/** 再补个 地点. */
const ADD_LEAD = /^(?:再|还|也|另外)?(?:补|加|添|改|换|写)(?:充|上)?(?:一?[个下])?/
const OTHER_FIELD = {
  test: (clause: string): boolean => !['attendees', 'absent', undefined].includes(fieldAt(clause)?.field),
}

/** 漏了响哥，请加上: of an event whose entry lists who took part. */
function leftOutOf(clauses: readonly string[], target: EntryTarget, utterance: Utterance): Read {
  if (typeof target !== 'object' || !('find' in target) || !LISTED.has(String(target.find.type))) return undefined
  const [first = '', second = '', more] = clauses
  const who = /^(?:还)?(?:漏|落|少)(?:了|掉|写了?|记了?)([@\u4E00-\u9FFF、和]{2,12})$/.exec(first)?.[1]
  if (who === undefined || more !== undefined || !/^(?:把?他?)?(?:补|加|添)(?:上|进去|一下)?$/.test(second))
    return undefined
  return presentIn(who, utterance)
}

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

/** What the clauses read so far amount to. */
class Change {
  readonly #set: Values = {}
  readonly #pending: EditField[] = []
  readonly #held: string[] = []

  constructor(
    readonly utterance: Utterance,
    readonly tense: 'log' | 'plan',
    readonly implied: EditField | undefined,
  ) {}

  /** False when the clause says nothing that is understood. */
  take(clause: string): ErrorMeaning | false | undefined {
    if ('attendees' in this.#set && /^(?:少|漏|落)了?[\u4E00-\u9FFF]{2,3}$/.test(clause)) return undefined
    const bare = clause.replace(ADD_LEAD, '')
    const fields = fieldsOf(fieldAt(bare) ? bare : clause)
    const rest = fields.at(-1)?.rest ?? clause
    const about = fields.map(({ field }) => field)
    if (rest === '' || isNoise(rest)) {
      this.#pending.push(...about)
      return this.#release()
    }
    if (isDenial(rest)) {
      this.#pending.push(...about)
      return undefined
    }
    const value = newValue(MISTYPED.exec(rest)?.[1] ?? rest)
    if (value === '') {
      this.#pending.push(...about)
      return undefined
    }
    const open = about.length > 0 ? about : this.#open()
    const candidates = open.length === 0 && this.implied !== undefined ? [this.implied] : open
    const read = this.#read(candidates, value)
    if (read === undefined) {
      if (about.length === 0 && Object.keys(this.#set).length > 0 && isAside(clause)) return undefined
      if (about.length > 0 || this.#held.length > 0) return false
      this.#held.push(value)
      return undefined
    }
    if ('error' in read) return read.error
    // 应到实到都是7.
    for (const other of /都|均/.test(clause) ? about.slice(1) : []) {
      const same = fieldValue(other, value, this.utterance, this.tense)
      if (!same || 'error' in same) return false
      Object.assign(this.#set, same.values)
    }
    return this.#assign(read.values, /^(?:其实|实际)/.test(clause))
  }

  changes(): Changes | undefined {
    if (this.#held.length > 0 || this.#open().length > 0) return undefined
    return Object.keys(this.#set).length > 0 ? { set: this.#set } : undefined
  }

  /** 我刚写的1小时，其实只有40分钟: the later one is what it was. */
  #assign(values: Values, instead = false): false | undefined {
    // 反对票是0，弃权1: one and the same count.
    const counted = votesOf(this.#set)
    const more = votesOf(values)
    if (counted && more && Object.keys(values).length === 1 && !Object.keys(more).some((side) => side in counted)) {
      this.#set.votes = { ...counted, ...more }
      return undefined
    }
    if (!instead && Object.keys(values).some((key) => key in this.#set)) return false
    Object.assign(this.#set, values)
    return undefined
  }

  /** Fields named whose value has not been said. */
  #open(): EditField[] {
    return this.#pending.filter((field) => !keysOf(field).some((key) => key in this.#set))
  }

  #read(fields: readonly EditField[], value: string): ValueRead {
    for (const field of fields) {
      const read =
        fieldValue(field, value, this.utterance, this.tense) ?? spokenValue(field, value, this.utterance, this.tense)
      if (read) return read
    }
    if (fields.length > 0 && !(fields.length === 1 && fields[0] === this.implied)) return undefined
    return spokenValue(undefined, value, this.utterance, this.tense) ?? inferred(value, this.utterance, this.tense)
  }

  /** A value said before its field: 三楼会议室，地点改一下. */
  #release(): ErrorMeaning | false | undefined {
    const [value] = this.#held
    if (value === undefined) return undefined
    const read = this.#read(this.#open(), value)
    if (read === undefined) return undefined
    this.#held.length = 0
    return 'error' in read ? read.error : this.#assign(read.values)
  }
}

/** 98.5敲成89.5: what was meant stands first. */
const MISTYPED =
  /^(?:把|将)?(?![改应更补填重])([^,，。;；]{1,14}?)(?:被我|给我|我|给)?(?:敲|打|写|记|填|输|录|登|报|数|搞|弄)成了?[^,，。;；]{1,14}$/

const votesOf = ({ votes }: Values): Record<string, number> | undefined => votes as Record<string, number> | undefined

/** Which keys of SCHEMA a named field may fill. */
const keysOf = (field: EditField): readonly string[] =>
  field === 'when'
    ? ['date', 'start', 'end', 'period', 'end_date']
    : field === 'minutes'
      ? ['minutes', 'credit_hours', 'start', 'end']
      : field === 'money'
        ? ['amount', 'items', 'total']
        : field === 'kind' || field === 'form'
          ? ['kind', 'form']
          : [field]

/** 日期跟地点都得换: the fields that a clause begins with, and what stands behind the last. */
function fieldsOf(clause: string): { field: EditField; rest: string }[] {
  const fields: { field: EditField; rest: string }[] = []
  for (let text = clause; ; ) {
    const head = headOf(text)
    if (head.field === undefined) return fields
    const rest = head.rest.replace(/^(?:这|那)?一?(?:项|栏|块|处)?(?:里面?|中|上)?(?:我|是我)?(?:也|都|得|要|给)*/, '')
    fields.push({ field: head.field, rest })
    const next = /^(?:跟|和|与|、|还有|及)?/.exec(rest)?.[0] ?? ''
    if (rest === '' || !fieldAt(rest.slice(next.length)) || (next === '' && !/都|均/.test(clause))) return fields
    text = rest.slice(next.length)
  }
}
