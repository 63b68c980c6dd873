import { fieldLabel, RECORD_TYPE_LABELS } from '../cards/shared/entry-text.js'
import { formatChinese, isCivilDate } from '../src/core/civil-date.js'
import type { ErrorMeaning, PartialRecord, QuestionMeaning, RecordType } from '../src/core/meaning.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { type HandlerContext, isGroup, isMemberContext } from './context.js'
import { askBack } from './shared/ask-back.js'
import { planSentence } from './shared/plan-sentence.js'
import { SECRET_REFUSED } from './shared/secret.js'

/** What a refusal says. With `ask`, a member whose sentence was partly understood gets a form instead. */
interface Refusal {
  readonly text: string
  readonly ask?: { readonly question: string; readonly fields: readonly string[]; readonly private?: boolean }
  /** The text must not be kept. */
  readonly wipe?: boolean
}

/** Each error of SCHEMA §5, answered kindly with what to type instead. Nothing is recorded. */
export async function refuse(meaning: ErrorMeaning, ctx: HandlerContext): Promise<Reply> {
  const refusal = refusalOf(meaning, ctx)
  if (refusal.wipe) return { ...textReply(refusal.text), wipe: true }
  if (refusal.ask && meaning.partial && isMemberContext(ctx))
    return askBack({ partial: meaning.partial, ...refusal.ask }, ctx)
  return textReply(refusal.text)
}

/** What is doubtful or wrong in the records of one message, as questions that a form can be filled in for. */
export const questionsAbout = (
  doubtful: readonly (QuestionMeaning | ErrorMeaning)[],
  ctx: HandlerContext,
): QuestionMeaning[] =>
  doubtful.flatMap((doubt) => {
    if (!isError(doubt)) return [doubt]
    const { ask } = refusalOf(doubt, ctx)
    if (!ask || !doubt.partial) return []
    return [{ type: 'question', question: ask.question, fields: [...ask.fields], partial: doubt.partial }]
  })

const isError = (doubt: QuestionMeaning | ErrorMeaning): doubt is ErrorMeaning => 'error' in doubt

/** Secrets are refused from anybody, guests included, and wiped at once (moments.md §1). */
export const isRefusedSecret = ({ error }: ErrorMeaning): boolean => error === 'refused_secret'

function refusalOf(meaning: ErrorMeaning, ctx: HandlerContext): Refusal {
  const refusal = REFUSALS[meaning.error]
  return refusal ? refusal(meaning, ctx) : { text: '这句我没把握，先不记。请换个说法，或发「帮助」看例句。' }
}

const REFUSALS: Readonly<Record<string, (meaning: ErrorMeaning, ctx: HandlerContext) => Refusal>> = {
  missing_field: missingField,
  future_date: (meaning, ctx) => {
    const date = text(meaning.date)
    const day = isCivilDate(date) ? formatChinese(date) : '这一天'
    const plan = planSentence(meaning.partial, date, { today: ctx.today, isPrivate: !isGroup(ctx) })
    const instead = plan === undefined ? '还没办的事，办完再记。' : `还没办的事可以记成计划，请发：${plan}`
    const question = `${day}还没到，先不记。日期写错了请改；${instead}`
    return { text: question, ask: { question, fields: ['date'] } }
  },
  bad_date: (meaning) => {
    const question = `「${text(meaning.raw)}」没有这一天，是哪一天？`
    return { text: `${question}请带上日期再发一句，如：3月5日…`, ask: { question, fields: ['date'] } }
  },
  date_conflict: (meaning) => {
    const days = list(meaning.candidates)
      .filter(isCivilDate)
      .map((date) => formatChinese(date))
    const question = `日期和星期对不上${days.length > 0 ? `：是${days.join('还是')}` : ''}？`
    return { text: `${question}请写明哪一天再发一句。`, ask: { question, fields: ['date'] } }
  },
  count_mismatch: countMismatch,
  unknown_person: (meaning) => {
    const question = `名册里没有「${text(meaning.name)}」，是哪一位？`
    return {
      text: `${question}请用全名再发一句；新同志请管理员先登记。`,
      ask: { question, fields: personFields(meaning.partial), private: true },
    }
  },
  ambiguous_person: (meaning) => {
    const question = `「${text(meaning.name)}」是哪一位：${list(meaning.candidates).join('、')}？`
    return {
      text: `${question}请用全名再发一句。`,
      ask: { question, fields: personFields(meaning.partial), private: true },
    }
  },
  self_talk: () => {
    const question = '谈话对象不能是自己，是和哪一位谈的？'
    return { text: `${question}请再发一句，如：昨天和某某谈心谈话30分钟`, ask: { question, fields: ['partner'] } }
  },
  not_permitted: (meaning) => ({
    text: NOT_PERMITTED[text(meaning.action)] ?? '这件事我不能做。发「帮助」看我会什么。',
  }),
  destructive_refused: () => ({ text: '台账不能批量删除。记错的一条请发：撤销 加编号，如 撤销 2026-学-014' }),
  not_yet: (meaning) => ({ text: notYet(text(meaning.type)) }),
  // A request that could be several: the language knows what to type instead.
  unclear: (meaning) => ({ text: text(meaning.question) }),
  refused_secret: () => ({ text: SECRET_REFUSED, wipe: true }),
}

const NOT_PERMITTED: Readonly<Record<string, string>> = {
  delete_others: '别人记的条目只有记录人、书记和管台账的同志可以撤销；有误请和记录人说一声。',
  edit_others: '别人记的条目不能由你来改；有误请发：有出入 加编号和一句说明，会私下转给记录人。',
  report: '台账报告只提供给本支部的同志。',
  query: '台账内容只提供给本支部的同志。',
  talk_content: '谈话内容仅谈话双方可见，谁也不能代看。',
  dues_of_others: '别人的党费只告诉管党费的同志和书记；你自己的可以问：我3月党费交了吗',
  set_role: '名册和分工由书记来改：私聊我说「名册」。',
  internals: '这个我不能说。发「帮助」看我会什么。',
  broadcast: '我不在群里点名，也不发@所有人。',
  ranking: '我不做排名和通报。',
  fabricate: '没有开展的活动不能记。办了以后再记，晚记会如实标「补录」。',
}

function notYet(type: string): string {
  if (type === 'report') return '出报告我还不会。发「帮助」看我会什么。'
  if (type === 'query') return '这个问题我没看懂。发「帮助 查询」看可以怎么问。'
  const label = RECORD_TYPE_LABELS[type as RecordType]
  return `这句${label ? `（${label}）` : ''}我没把握，没有记下。发「帮助${label ? ` ${label}` : ''}」看例句。`
}

const MISSING_EXAMPLES: Readonly<Record<string, string>> = {
  topic: '昨天下午集中学习2小时 二十届四中全会精神 全员参加',
  partner: '昨天和某某谈心谈话30分钟',
  date: '3月5日主题党日 主题…',
  kind: '昨天开了2张提醒整改单，会务部',
  amount: '3月党费我交了52.4元',
  items: '3月党费我交了52.4元',
}

const MISSING_QUESTIONS: Readonly<Record<string, string>> = {
  topic: '主题是什么？',
  partner: '是和哪一位谈的？',
  date: '是哪一天？',
  kind: '是哪一类？',
  amount: '金额是多少？',
  items: '各人交了多少？',
  project: '是哪个项目？',
  attendees: '是哪几位参加的？',
}

function missingField(meaning: ErrorMeaning): Refusal {
  // SCHEMA says `amount`; the form's field is that of the lines.
  const fields = list(meaning.fields).map((field) => (field === 'amount' ? 'items' : field))
  const [first = ''] = fields
  const question =
    fields.length === 1
      ? (MISSING_QUESTIONS[first] ?? `还差${fieldLabel(first)}。`)
      : `还差${fields.map(fieldLabel).join('、')}。`
  const example = MISSING_EXAMPLES[first]
  return { text: `${question}请再发一句完整的${example ? `，如：${example}` : ''}`, ask: { question, fields } }
}

function countMismatch(meaning: ErrorMeaning): Refusal {
  const [expected, actual] = [text(meaning.expected), text(meaning.actual)]
  switch (meaning.field) {
    case 'votes': {
      const question = `有表决权的${expected}人，票数合计${actual}票，对不上，请核对。`
      return { text: `${question}核对后再发一句即可。`, ask: { question, fields: ['votes'] } }
    }
    case 'minutes': {
      const question = `起止时间是${expected}分钟，说的时长是${actual}分钟，以哪个为准？`
      return { text: `${question}请核对后再发一句。`, ask: { question, fields: ['minutes', 'start', 'end'] } }
    }
    case 'total': {
      const question = `合计${expected}元与各人之和${actual}元对不上，请核对。`
      // Sums of named persons are not for a group (moments.md §1).
      return {
        text: '合计与各人之和对不上，请核对后再发一句。',
        ask: { question, fields: ['total', 'items'], private: true },
      }
    }
    default: {
      const question = `应到${expected}、实到${actual}，人数对不上，请核对。`
      // With absences among the numbers the form has to show who was missing, or the sum can't be put right.
      const named = (meaning.partial?.absent?.length ?? 0) > 0
      const fields = ['expected', 'actual', ...(named ? ['absent'] : [])]
      return { text: `${question}核对后再发一句即可。`, ask: { question, fields } }
    }
  }
}

/** Where a person's name may have stood, in the form of that kind. */
function personFields(partial: PartialRecord | undefined): string[] {
  switch (partial?.type) {
    case 'talk':
      return ['partner', 'talker']
    case 'plan':
      return ['partner']
    case 'meeting':
      return ['host', 'recorder', 'attendees', 'absent']
    case 'dues':
    case 'donation':
      return ['items']
    case 'commitment':
      return ['who']
    case 'honour':
      return ['winners']
    case 'problem':
      return ['owner']
    default:
      return ['lecturer', 'attendees', 'absent']
  }
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(text).filter((one) => one !== '') : [])
