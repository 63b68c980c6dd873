import type { TalkMeaning } from '../../core/meaning.js'
import { findDeadline } from '../dates/deadlines.js'

type Followup = NonNullable<TalkMeaning['followup']>

/** What a person agreed to do, or was asked to: 让他…, 约好…, 后续…, 下周帮她…. */
const LEAD =
  /^(?:并|还|也|且|同时)?我?(?:(?:约好|约定|商定|说好|答应|承诺|要求|让|请|叫|希望)(?:了|过)?(?:他|她|对方|我|其)?|要(?:他|她|对方|其)|(?:他|她|对方)(?:答应|承诺|表示|保证)(?:了)?|后续(?:工作|跟进)?|跟进|下一步|接下来|整改(?:要求|措施)|待办|要盯的)[:：,，\s]*(?:是|为)?/
const HELP = /^(?:帮|替|给|为)(?:他|她|对方)/
const AGAIN = /^(?:再|继续|回访)/
/** 月底前把…: a deadline at the head is itself a task's mark; a mere day or week may be what was talked about. */
const HEAD_DEADLINE = /^(?:[^,，。;；]{1,8})(?:之前|以前|前|之内|以内|内)/
/** Another talk, or how long something took, is not a task. */
const NO_TASK = /(?:和|跟|与|找|同)(?!他|她|对方)[^,，。;；]{1,6}(?:谈|聊)|\d\s?(?:小时|分钟)|半小时|[?？]/
const SHORTEST_TASK = 3

/** 提醒谈话，最近老是迟到，要他…: what is to be put right is the problem, and no mere subject. */
const AMISS =
  /(?<=提醒谈话[\s\S]{0,30}[,，。;；\s])(?=[^\s,，。;；\n]{0,14}(?:迟到|早退|脱岗|串岗|旷工|缺勤|[晚迟]了[一二两三四五六七八九十\d几]|拖拉|拖延|拖沓|不及时|没按时|未按时|漏[报记登交]|滞后|超时|玩手机|出错|差错|忘了?(?:签到|打卡|交)))/

/** As `cutTask`, with what the task is to mend told as a problem. */
export function cutFollowup(text: string, today: string): { rest: string; followup: Followup } | undefined {
  const cut = cutTask(text, today)
  return cut && { ...cut, rest: cut.rest.replace(AMISS, '因为') }
}

/**
 * Cuts a task with a deadline off the end of a talk's sentence: 「今天跟李响廉政谈话30分钟，让他月底前写个自查报告」
 * (SCHEMA §3 `followup`). Undefined when the end is no such clause, or not surely one.
 */
function cutTask(text: string, today: string): { rest: string; followup: Followup } | undefined {
  const first = cutHead(text, today)
  if (first) return first
  // …，答应月底前补上，谈心时间是今天上午: the day of the talk may come last of all.
  const when = TIME_LAST.exec(text)
  const before = when && cutTask(text.slice(0, when.index), today)
  if (when && before) return { ...before, rest: `${before.rest}${when[0]}` }
  const cut = Math.max(...[...text.matchAll(/[,，。;；\n\s](?=[^,，。;；\n\s])/g)].map((match) => match.index))
  if (!Number.isFinite(cut)) return undefined
  for (const at of [clauseBefore(text, cut), cut]) {
    if (at === undefined) continue
    const clause = text.slice(at + 1).replace(/[。.!！\s]+$/, '')
    const found = NO_TASK.test(clause) ? undefined : findDeadline(clause, today)
    if (!found) continue
    const task = found.rest.trim().replace(LEAD, '')
    const what = task.replace(HELP, '').replace(/^[,，:：\s]+|[,，。;；\s]+$/g, '')
    const isTask =
      [clause, found.rest].some((text) => LEAD.test(text)) ||
      HELP.test(task) ||
      AGAIN.test(task) ||
      HEAD_DEADLINE.test(clause)
    const asked = at === cut && DONE_BY.test(what) ? taskBefore(text, cut) : undefined
    if (asked) return { rest: text.slice(0, asked.at), followup: { what: asked.what, ...found.deadline } }
    const isOneClause = at === cut || /^(?:后续|跟进|下一步)[:：,，\s]/.test(clause)
    const shortest = LEAD.test(clause) ? 2 : SHORTEST_TASK
    if (isTask && isOneClause && [...what].length >= shortest && !/[,，。;；\n]/.test(what)) {
      return { rest: text.slice(0, at), followup: { what, ...found.deadline } }
    }
  }
  return undefined
}

/** Said last: when the talk was, with no deadline in it. */
const TIME_LAST =
  /[,，。;；\s](?:谈心|谈话|谈)(?:的)?(?:时间|日期)(?:[:：]|是|为|在)?(?=[^,，。;；\n]{2,14}$)(?![^\n]*[前内底末])[^,，。;；\n]{2,14}$/

/** 要盯的：7月20号之前把导师换好。由来：…: the task told first, then the talk it came from. */
const TASK_FIRST =
  /^(?:要盯的|要办的|待办|后续|跟进|下一步|任务|督办|承诺)(?:事项?|的事)?[:：]\s?([^。;；\n]{4,60})[。;；\n]\s*(?:(?:由来|来源|起因|缘由|原因|依据|背景|经过)[:：]?\s?)?/

function cutHead(text: string, today: string): { rest: string; followup: Followup } | undefined {
  const head = TASK_FIRST.exec(text)
  const found = head && findDeadline(head[1] as string, today)
  const what = found?.rest
    .trim()
    .replace(LEAD, '')
    .replace(/^[,，:：\s]+|[,，\s]+$/g, '')
  if (!head || !found || what === undefined || [...what].length < SHORTEST_TASK) return undefined
  return { rest: text.slice(head[0].length), followup: { what, ...found.deadline } }
}

/** 要他写个说明，三天内交: by when, of the task said before. */
const DONE_BY =
  /^(?:必须|要|得|务必|请)?(?:交|上交|提交|完成|办好|办完|做完|做好|改好|改完|改掉|整改|整改到位|落实|落实到位|弄好|写好|补上|补齐|补交|反馈|回复|报上来|交来|交上来|给我|交给我)(?:到位|完|好|了)*$/

function taskBefore(text: string, cut: number): { at: number; what: string } | undefined {
  const at = clauseBefore(text, cut)
  const clause = at === undefined ? '' : text.slice(at + 1, cut)
  const what = clause.replace(LEAD, '').replace(HELP, '').trim()
  const isTask = LEAD.test(clause) && [...what].length >= SHORTEST_TASK && !NO_TASK.test(clause)
  return at === undefined || !isTask ? undefined : { at, what }
}

/** 后续 10月20日前调整排班: the word that leads in may stand apart. */
function clauseBefore(text: string, cut: number): number | undefined {
  const at = Math.max(...[...text.slice(0, cut).matchAll(/[,，。;；\n\s]/g)].map((match) => match.index))
  return Number.isFinite(at) ? at : undefined
}
