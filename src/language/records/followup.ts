import type { TalkMeaning } from '../../core/meaning.js'
import { deadlineDay, takeDeadline } from '../dates/deadline-clause.js'
import { type Deadline, findDeadline } from '../dates/deadlines.js'
import { Scan, TAKEN } from '../scan.js'

type Followup = NonNullable<TalkMeaning['followup']>

/** What a person agreed to do, or was asked to: 让他…, 约好…, 后续…, 下周帮她…. */
const LEAD =
  /^(?:并|还|也|且|同时)?我?(?:(?:准备|打算|计划)着?|说(?=[^,，]{2})|(?:约好|约定|商定|说好|答应|承诺|要求|让|请|叫|希望)(?:了|过)?(?:他|她|对方|我|其)?|要(?:他|她|对方|其)|(?:他|她|对方)(?:答应|承诺|表示|保证)(?:了)?|后续(?:工作|跟进)?|跟进|下一步|接下来|整改(?:要求|措施)|待办|要盯的)[:：,，\s]*(?:是|为)?/
const HELP = /^(?:由)?我?(?:来|去|负责)?(?:帮|替|给|为)(?:他|她|对方)/
const AGAIN = /^(?:再|继续|回访)/
/** 月底前把…: a deadline at the head is itself a task's mark; a mere day or week may be what was talked about. */
const HEAD_DEADLINE = /^(?:[^,，。;；]{1,8})(?:之前|以前|前|之内|以内|内)/
/** Another talk, or how long something took, is not a task. */
const NO_TASK = /(?:和|跟|与|找|同)(?!他|她|对方)[^,，。;；]{1,6}(?:谈|聊)|\d\s?(?:小时|分钟)|半小时|[?？]/
const SHORTEST_TASK = 3

/** 提醒谈话，最近老是迟到，要他…: what is to be put right is the problem, and no mere subject. */
const AMISS =
  /(?<=提醒谈话[\s\S]{0,30}[,，。;；\s])(?=[^\s,，。;；\n]{0,14}(?:迟到|早退|脱岗|串岗|旷工|缺勤|潦草|马虎|敷衍|不认真|不规范|不到位|不整|没戴|没穿|空岗|睡觉|顶撞|投诉|态度|失误|漏|没做|没写|没签|缺项|超标|[晚迟]了[一二两三四五六七八九十\d几]|拖拉|拖延|拖沓|不及时|没按时|未按时|漏[报记登交]|滞后|超时|玩手机|出错|差错|忘了?(?:签到|打卡|交)))/

const NAMED_DEADLINE = /(?:工作日|元旦|春节|清明|五一|端午|中秋|国庆|七一|节)[^,，。;；\n]{0,6}[前内]/
/** The deadline of a clause and what is left of it; also 国庆前最后一个工作日前, 三个工作日内. */
function deadlineIn(clause: string, today: string): { deadline: Deadline; rest: string } | undefined {
  const plain = findDeadline(clause, today)
  if (plain || !NAMED_DEADLINE.test(clause)) return plain
  const scan = new Scan(clause)
  const words = takeDeadline(scan)
  const day = words === undefined ? undefined : deadlineDay(words, today, today)
  // 五一前最后一个工作日 alone is a day, and no deadline.
  if (words === undefined || day === undefined || day < today || !/[前内]$/.test(words)) return undefined
  const at = clause.indexOf(words)
  const behind = clause.slice(at + words.length)
  const rest = `${clause.slice(0, at)}${behind}`
  // 五一前后不许收烟酒卡: what is forbidden then is no task.
  if (!TO_DO.test(behind)) return undefined
  // Another one beside it is not this rule's to settle.
  scan.claim({ start: 0, end: scan.open.lastIndexOf(TAKEN) + 1 })
  return takeDeadline(scan) === undefined ? { deadline: { due_to: day }, rest } : undefined
}

const TO_DO = /^[,，\s]?(?:我|把|将|由|给|帮|替|让|请|要(?![求是])|完成|再|继续|找|联系|安排|落实|协调)/

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
  const first = cutForm(text, today) ?? cutHead(text, today) ?? cutOpening(text, today)
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
    const found = NO_TASK.test(clause) ? undefined : deadlineIn(clause, today)
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
    const shortest = LEAD.test(clause) || HELP.test(task) ? 2 : SHORTEST_TASK
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
  const found = head && deadlineIn(head[1] as string, today)
  const what = found?.rest
    .trim()
    .replace(LEAD, '')
    .replace(/^[,，:：\s]+|[,，\s]+$/g, '')
  if (!head || !found || what === undefined || [...what].length < SHORTEST_TASK) return undefined
  return { rest: text.slice(head[0].length), followup: { what, ...found.deadline } }
}

/** 落实事项：重排值班表\n完成时限：8月8日前: task and day each behind a label of its own. */
const FORM =
  /(?:^|[\s,，。;；])(?:后续|下一步|跟进|落实|整改|承诺|答应|待办|督办|办理|解决)(?:的)?(?:事项|措施|工作|要求|任务|办法)?[:：]\s?([^\n,，。;；:：]{2,40})[\n,，。;；\s]\s*(?:(?:完成|整改|办结|落实|办理|跟进|最晚|截止)(?:时限|期限|时间|日期)?|时限|期限|限期)[:：]\s?([^\n,，。;；:：]{2,16})/

function cutForm(text: string, today: string): { rest: string; followup: Followup } | undefined {
  const form = FORM.exec(text)
  const found = form && deadlineIn(form[2] as string, today)
  if (!form || !found || !BY_THEN.test(found.rest)) return undefined
  const rest = text.slice(0, form.index) + text.slice(form.index + form[0].length)
  return { rest, followup: { what: (form[1] as string).trim(), ...found.deadline } }
}

/** What may stand beside the day of a deadline's own field. */
const BY_THEN = /^(?:之前|以前|前|止|为止|完成|办结|办完|落实|到位|\s)*$/

/** 两周之内给他换个工位-这是今天跟响哥谈心答应的: the task opens the message, without a label. */
const OPENING =
  /^([^。;；\n-]{4,40}?)(?:[,，](?:记一?下|记个|记为|算是?|列为|作为)?(?:个)?(?:后续|待办|跟进)(?:事项)?)?(?:[。;；\n]|-{1,3})\s*((?:这|那|这个|这事|这件事)?(?:就)?是?)([^\n]{6,200})$/s
/** What the talk settled, said of it once the task is cut: 跟响哥谈心答应的. */
const SETTLED =
  /(谈心|谈话|谈|聊)(?:时|中|的时候)?(?:我)?(?:答应|说好|约好|商定|定下|谈好|承诺)(?:他|她|对方)?的(?:事)?(?=$|[\s,，。;；])/
const OF_A_TALK = /谈|聊|交心/

function cutOpening(text: string, today: string): { rest: string; followup: Followup } | undefined {
  const [, said = '', , told = ''] = OPENING.exec(text) ?? []
  if (!OF_A_TALK.test(told) || OF_A_TALK.test(said) || NO_TASK.test(said) || !HEAD_DEADLINE.test(said)) return undefined
  const found = deadlineIn(said, today)
  const what = found?.rest
    .trim()
    .replace(LEAD, '')
    .replace(HELP, '')
    .replace(/^[,，:：\s]+|[,，\s]+$/g, '')
  if (!found || what === undefined || [...what].length < SHORTEST_TASK) return undefined
  return { rest: told.replace(SETTLED, '$1'), followup: { what, ...found.deadline } }
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

/** 评优没评上有情绪; 最近睡不好: amiss, and not merely a subject. */
const SORE =
  /投诉|批评|违规|违纪|刷手机|玩手机|睡岗|空岗|吵架|骂|情绪|委屈|想不通|怨气|怨言|不痛快|憋屈|不满|不服|不适应|不合理|不公|不安心|不习惯|不会(?!议)|不够|不好|不愿|不了解|不熟|不稳|没(?:评|选|晋|升|通过|考|拿|人|时间|地方|着落|底|精神|劲|动力)|[睡失]眠|压力|矛盾|疙瘩|困难|难处|担心|担忧|焦虑|发愁|愁|潦草|马虎|敷衍|不认真|不规范|不及时|不到位|老是|总是|缺|漏|拖|吃不消|忙不过来|跟不上|顾不上|太[\u4E00-\u9FFF]{1,2}|迟到|早退|脱岗|拖拉|[疼痛]|生病|住院/
const SPOKEN_OF = /(?:聊|谈|说|讲|讨论|交流|沟通|关于|围绕|就)(?:了|到|起|的是|的)?$/

/** The talk with what its task is to mend as the problem, where it was not called a subject (聊了…, 关于…). */
export function withProblem(talk: TalkMeaning, told: string): TalkMeaning {
  const { topic, ...rest } = talk
  const at = topic === undefined ? -1 : told.indexOf(topic)
  if (topic === undefined || talk.problem !== undefined || at < 0 || !SORE.test(topic)) return talk
  return SPOKEN_OF.test(told.slice(0, at)) ? talk : { ...rest, problem: topic }
}
