import type { ErrorMeaning, Utterance } from '../../core/meaning.js'
import { isDenial } from './edit-absences.js'
import { isAside, isNoise } from './edit-asides.js'
import { type Changes, headOf, newValue } from './edit-changes.js'
import { type EditField, fieldAt } from './edit-fields.js'
import { spokenValue } from './edit-spoken.js'
import { fieldValue, inferred, type ValueRead, type Values } from './edit-values.js'

/** 再补个 地点. */
export const ADD_LEAD = /^(?:再|还|也|另外)?(?:补|加|添|改|换|写)(?:充|上)?(?:一?[个下])?/

/**
 * What the clauses of a correction amount to, taken one after the other: fields that are named, old values, new ones. A
 * field without a value, or a value that is of no field, leaves it open: then nothing is changed.
 */
export class ClauseChange {
  readonly #set: Values = {}
  readonly #pending: EditField[] = []
  readonly #held: string[] = []
  /** 赞成票多写了一票: which votes are meant. */
  #side: string | undefined
  /** 7点打成了1点: what was meant, unless a later clause says it. */
  readonly #meant: string[] = []

  constructor(
    readonly utterance: Utterance,
    readonly tense: 'log' | 'plan',
    readonly implied: EditField | undefined,
  ) {}

  /** False when the clause says nothing that is understood. */
  take(said: string, isLast: boolean): ErrorMeaning | false | undefined {
    // 问题描述太笼统，写成地毯破损: without 了 it is what is to be written.
    const isOrder = isLast && this.#open().length > 0 && /^(?:就|直接)?(?:写|填|记|改)成.*[^了]$/.test(said)
    const clause = isOrder ? said.replace(/^(?:就|直接)?(?:写|填|记|改)成/, '改成') : said
    if ('attendees' in this.#set && /^(?:少|漏|落)了?[\u4E00-\u9FFF]{2,3}$/.test(clause)) return undefined
    const side = SIDE.exec(clause)
    if (side && isNoise(side[2] as string)) {
      this.#side = side[1]
      this.#pending.push('votes')
      return undefined
    }
    const wrong = fieldAt(WRONG_FIELD.exec(clause)?.[1] ?? '')
    if (wrong) {
      this.#pending.push(wrong.field)
      return this.#release()
    }
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
    const mistyped = MISTYPED.exec(rest.replace(EXCUSE, ''))?.[1]
    if (mistyped !== undefined && about.length === 0 && this.#open().length === 0) {
      this.#meant.push(newValue(mistyped))
      return undefined
    }
    const value = newValue(mistyped ?? rest)
    if (value === '') {
      this.#pending.push(...about)
      return undefined
    }
    // 再宽限到9月底: a deadline, whatever was not said.
    if (about.length === 0 && this.tense === 'log' && PROLONGED.test(rest)) about.push('due_to')
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

  /** What is to change; undefined while anything is open. */
  changes(): Changes | undefined {
    for (const value of this.#meant) {
      const read = this.#read(this.implied === undefined ? [] : [this.implied], value)
      if (!read || 'error' in read) return undefined
      if (Object.keys(read.values).some((key) => key in this.#set)) continue
      // 4点敲成3点，16:00结束: of which of the two it was, is not said.
      if (Object.keys(this.#set).length > 0) return undefined
      Object.assign(this.#set, read.values)
    }
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
    // 书记主持，小雨记录: each says himself which he is.
    if (fields.length > 1 && ROLE_SAID.test(value)) return inferred(value, this.utterance, this.tense)
    for (const field of fields) {
      const sided = field === 'votes' && this.#side !== undefined && /^\d{1,3}\s?票?$/.test(value)
      const vote = sided ? fieldValue('votes', `${this.#side}${value}`, this.utterance, this.tense) : undefined
      if (vote) return vote
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

const PROLONGED = /宽限|放宽|顺延|延(?:长|期)?[到至]/
const ROLE_SAID = /^[^,，]{1,4}(?:主持|主讲|记录)$/
const SIDE = /^(赞成|同意|反对|弃权)(?:票|数|的)*([^\d是为应改]{2,8}.{0,3})$/
const EXCUSE = /^(?:我|不小心|手滑|手快|眼花|刚才|当时|给)+(?=把|将)/
/** 搞错奖项了, 打错金额: the field behind the word. */
const WRONG_FIELD =
  /^(?:我)?(?:刚才|当时)?(?:把)?(?:(?:忘了?|漏了?|没|少)(?:写|记|填|登|录)(?:上)?|(?:写|记|填|登|录|打|敲|输|报|搞|弄|选|标|看)(?:错|反|漏|混))了?([\u4E00-\u9FFF]{2,6}?)了?$/
/** 98.5敲成89.5: what was meant stands first. */
export const MISTYPED =
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
