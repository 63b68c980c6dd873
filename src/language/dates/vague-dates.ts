import type { Scan } from '../scan.js'
import type { DateMention } from './mention.js'

/** A time that names no day: never guessed in a log (SCHEMA §1 "A vague date"). */

const VAGUE =
  /前阵子|前一阵子?|前段时间|前些(?:天|日子|时候|时间)|前[几两]天|[一二两三四五六七八九几半十\d]+个?(?:周|星期|礼拜|月|年)(?:以前|之前|前)|好?几天前|上上?个?(?:周末|周|星期|礼拜)|上上?个?月(?:份|初|中旬?|末|底|上旬|下旬)?|[本这]个?(?:周末|周|星期|礼拜)|(?:本月|这个月|当月)(?:初|中旬?|末|底|上旬|下旬)?|月(?:初|底|末)|(?<!领域)[上中下]旬|(?<![今去前])年(?:初|底|末)|(?:去年|前年|今年)(?:初|底|末|上半年|下半年|年初|年底|[春夏秋冬][天季])?|周末|近期|近日|日前|最近|那天|那次|上次|某天|有一天|有天|有一?[次回]|某[次回]|某个?(?=\uE001|周|星期|礼拜)|(?<![\d今去前几一二两三四五六七八九十多])年[前后](?=[,，\s]|搞|开|学|去|谈|组织|走访|慰问|办|和|跟|看|支部|我们?|咱)|不久前|早些时候|之前|以前|前不久|(?:(?:\d{4}|去|今|前)年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:初|中旬?|末|底|上旬|下旬|里|间)?(?![\d日号])|(?:[一二三四1-4]|[上本这当]一?个?)季度(?:初|末|底|里|内)?|[上下]半年|下个?(?:周|星期|礼拜|月)|过年|节前|节后|(?:春节|国庆|五一|元旦|清明|端午|中秋)(?:前|后|期间|假期|放假)?/g

/** 具体哪天想不起来了, 几号忘了: that there was a day, and no more. */
export const FORGOTTEN_DAY =
  /(?:具体)?(?:是)?(?:哪[天日]|几[号日]|日期|日子)(?:来着)?(?:我|都|也|真|已经?)?(?:想不起|记不|忘|不记得|不清楚|说不准|不确定)[来得清太]{0,2}了?|(?:忘了?|忘记了?|记不(?:清|得)|想不起来?|不记得)了?(?:具体)?(?:是)?(?:哪[天日]|几[号日]|日期|日子)了?/g

/** What follows a span used as a modifier (上半年工作总结) rather than as a time. */
const MODIFIED =
  /^(?:的)?(?:廉政|工作(?:要点|计划|总结|报告|重点|任务|安排)|党建工作|形势|经济(?:工作|形势)|警示教育|重点(?:工作|任务)|质量分析|绩效(?:情况|考核))/
/** What stands before a span inside a subject (学习了上半年…, 关于去年…). */
const IN_SUBJECT =
  /(?:了解了?|聊[了到起]?|谈[了到及起]?|汇报了?|交流了?|听取了?|商量了?|学习了?|学了|传达了?|关于|围绕|内容|题目|主题|总结了?|回顾了?|讨论了?|研究了?|部署了?|通报了?|听了|《|的)[为是:]?\s?$/

/** A festival in front of the event: the day itself or a day near it, the name alone can't tell. */
const FESTIVAL_AS_TIME =
  /(?<=^|[\s,，。;；:\n\uE001]|补[录记登写]|登记|记录|一下)(?:元旦|春节|元宵|三八|妇女节|学雷锋(?:纪念)?日|植树节|清明|五一|劳动节|五四|青年节|端午|六一|儿童节|七一|建党节|八一|建军节|中秋|国庆|重阳|教师节|宪法日|除夕|腊八|小年)节?(?!讲话|精神|勋章|表彰|前|后|期间|祭|安全)/g

/** Spans of time in what is left; nothing is claimed, as they may belong to the subject. */
export function vagueDates(scan: Scan): DateMention[] {
  const mentions: DateMention[] = []
  for (const found of scan.all(VAGUE)) {
    const after = scan.open.slice(found.end, found.end + 8)
    const before = scan.open.slice(Math.max(0, found.start - 6), found.start)
    if (MODIFIED.test(after) || IN_SUBJECT.test(before)) continue
    mentions.push({ start: found.start, end: found.end, raw: found.text, kind: 'vague' })
  }
  for (const found of scan.takeAll(FORGOTTEN_DAY)) {
    mentions.push({ start: found.start, end: found.end, raw: found.text, kind: 'vague' })
  }
  for (const found of scan.all(FESTIVAL_AS_TIME)) {
    mentions.push({ start: found.start, end: found.end, raw: found.text, kind: 'vague' })
  }
  return mentions
}
