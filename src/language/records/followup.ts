import type { TalkMeaning } from '../../core/meaning.js'
import { findDeadline } from '../dates/deadlines.js'

type Followup = NonNullable<TalkMeaning['followup']>

/** What a person agreed to do, or was asked to: 让他…, 约好…, 后续…, 下周帮她…. */
const LEAD =
  /^(?:并|还|也|且|同时)?我?(?:(?:约好|约定|商定|说好|答应|承诺|要求|让|请|叫|希望)(?:了|过)?(?:他|她|对方|我|其)?|(?:他|她|对方)(?:答应|承诺|表示|保证)(?:了)?|后续(?:工作|跟进)?|跟进|下一步|接下来|整改(?:要求|措施)|待办|要盯的)[:：,，\s]*(?:是|为)?/
const HELP = /^(?:帮|替|给|为)(?:他|她|对方)/
const AGAIN = /^(?:再|继续|回访)/
/** 月底前把…: a deadline at the head is itself a task's mark; a mere day or week may be what was talked about. */
const HEAD_DEADLINE = /^(?:[^,，。;；]{1,8})(?:之前|以前|前|之内|以内|内)/
/** Another talk, or how long something took, is not a task. */
const NO_TASK = /(?:和|跟|与|找|同)(?!他|她|对方)[^,，。;；]{1,6}(?:谈|聊)|\d\s?(?:小时|分钟)|半小时|[?？]/
const SHORTEST_TASK = 3

/**
 * Cuts a task with a deadline off the end of a talk's sentence: 「今天跟李响廉政谈话30分钟，让他月底前写个自查报告」
 * (SCHEMA §3 `followup`). Undefined when the end is no such clause, or not surely one.
 */
export function cutFollowup(text: string, today: string): { rest: string; followup: Followup } | undefined {
  const first = cutHead(text, today)
  if (first) return first
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
    const isOneClause = at === cut || /^(?:后续|跟进|下一步)[:：,，\s]/.test(clause)
    const shortest = LEAD.test(clause) ? 2 : SHORTEST_TASK
    if (isTask && isOneClause && [...what].length >= shortest && !/[,，。;；\n]/.test(what)) {
      return { rest: text.slice(0, at), followup: { what, ...found.deadline } }
    }
  }
  return undefined
}

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

/** 后续 10月20日前调整排班: the word that leads in may stand apart. */
function clauseBefore(text: string, cut: number): number | undefined {
  const at = Math.max(...[...text.slice(0, cut).matchAll(/[,，。;；\n\s]/g)].map((match) => match.index))
  return Number.isFinite(at) ? at : undefined
}
