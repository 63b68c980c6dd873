import type { EditMeaning, Meaning, UndoMeaning } from '../../core/meaning.js'
import { kindsIn } from '../kinds.js'
import { membersIn, type Names } from '../people/find-person.js'
import { unclear } from '../requests/unclear.js'
import { DAY_OR_LENGTH, partsOf } from './whole-message.js'

/**
 * The last look at a change of what is in the ledger already: what the message took back, asked, or said besides. What is
 * found makes a question of it; the entry stays as it is.
 */
export function lookAgainAtEdit(meaning: EditMeaning | UndoMeaning, open: string, names: Names): Meaning {
  const { type } = meaning
  const verb = type === 'edit' ? '改' : '撤销'
  if (POLITE_END.test(open) && !/^(?:请问|能|可以|麻烦)/.test(open))
    return unclear(type, `这是要${verb}，还是在问？要${verb}请直接说，不带问句。`)
  if (TAKEN_BACK.test(open) || (type === 'edit' && NEVER_MIND.test(open)))
    return unclear(type, `还要${verb}吗？要的话请再发一次，不带“算了”“先别”。`)
  const [first, ...others] = partsOf(open)
  if (first !== undefined && others.some((part) => tellsOfEvent(part, names)))
    return unclear(type, `除了${verb}，像是还记了别的事，请分开发。`)
  return type === 'edit' ? lookAtValues(meaning as EditMeaning, open, names) : meaning
}

/** 改成五楼行不行: said to somebody, and no order yet. */
const POLITE_END = /(?:行不行|好不好|成不成|可以不|可不可以|行吗|可以吗|好吗|对吗|吗)[\s。.!！~]*$/
const TAKEN_BACK =
  /(?<=^|[,，。;；!！~\s\n])(?:还是|那|就)?(?:算了(?:不|别)(?:用|改|撤|要)了?|不用(?:管|改|撤|动)|(?:先|暂时)(?:别|不)(?:改|撤|动)|(?:别|不)(?:改|撤)|(?:先)?等等(?:再说)?)(?:它|了|吧)*(?=$|[,，。;；!！~\s\n])/
/** 不要了，算了 is how one has something deleted. */
const NEVER_MIND = /[,，。;；!！~\s\n](?:还是|那|就)?算了(?:吧)?[\s。.!！~]*$/

/** 刚才那条改成…；昨天集中学习党章1小时: a record, with no word of a change. */
const tellsOfEvent = (part: string, names: Names): boolean =>
  DAY_OR_LENGTH.test(part) && !/[改换错漏补删撤条]|应该|写成|不是/.test(part) && kindsIn(part, names).length > 0

const THANKS = /^(?:多?谢谢?(?:了|啦|你|您)?|辛苦(?:了|啦)?|麻烦(?:了|啦)?)$/

/** Fields by the word that names them, where a new value follows. */
const NAMED: readonly (readonly [RegExp, readonly string[]])[] = [
  [/地点(?:也|再)?(?:改|换)(?:成|为|到|在)?(?=[^\s,，。;；])/, ['place']],
  [/主持人?(?:也|再)?(?:改|换)(?:成|为)?(?=[^\s,，。;；])/, ['host']],
  [/(?:主讲|讲课|授课)人?(?:也|再)?(?:改|换)(?:成|为)?(?=[^\s,，。;；])/, ['lecturer']],
  [/(?:实到|应到)(?:人数)?(?:应该)?(?:是|为)?\s?\d/, ['actual', 'expected']],
  [/按(?:半|一|全)天/, ['credit_hours', 'minutes']],
  [/(?:再|还有|另外|也)(?:加上|补上)?[^\s,，。;；]{1,4}(?:请假|没来|缺席)/, ['absent', 'attendees', 'reason']],
  [/时长(?:也|再)?(?:改|换)(?:成|为)?(?=[^\s,，。;；])/, ['minutes', 'credit_hours']],
]
/** One name, room or office each: a second clause in one is something else that was said. */
const SINGLE = ['place', 'lecturer', 'department', 'prize', 'owner'] as const
/** Words of a field in what was taken for text. */
const OF_A_FIELD =
  /[半全一]天|\d\s?(?:小时|分钟|学时|[日号人元张])|改成|换成|请假|没来|缺席|再?加上|应到|实到|地点|时长|主持|主讲/

function lookAtValues(meaning: EditMeaning, open: string, names: Names): Meaning {
  const values: Readonly<Record<string, unknown>> = { ...meaning.set, ...meaning.add }
  const missed = NAMED.some(([word, fields]) => word.test(open) && fields.every((field) => !(field in values)))
  const mixed = Object.entries(values).some(([field, value]) => {
    if (typeof value !== 'string' || value.includes('《')) return false
    if (field === 'lecturer' && /[半全一]天|加上|请假|行不行|吗$/.test(value)) return true
    const [, ...rest] = value.split(/[\s,，;；]+/).filter((part) => !THANKS.test(part))
    if (rest.length === 0) return false
    if ((SINGLE as readonly string[]).includes(field)) return true
    const text = rest.join(' ')
    return OF_A_FIELD.test(text) || (field !== 'note' && membersIn(text, names).length > 0)
  })
  return missed || mixed ? unclear('edit', '改的不止一项，没都看明白，请一项一项改，如：更正 地点 三楼会议室') : meaning
}
