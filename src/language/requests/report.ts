import type { EntryQuery, Meaning, RecordType, ReportMeaning, Utterance } from '../../core/meaning.js'
import { Scan } from '../scan.js'
import { kindsIn } from './kind-words.js'
import { takeSpan } from './query/span.js'

/** A document out of the ledger (SCHEMA §4 `report`). */

const START =
  '(?:^|[\\s,，。;；:：/]|请|麻烦|只|光|就|帮我?|帮忙|给我?|我要|我想要?|需要|想|能不能|把[^。;；\\n]{0,20}?)'
const MAKE =
  '(?:(?:出|导|拉|整|打|开|发|来|要|做|弄|拿|写|汇总|整理|准备|提供|调)(?:出来?|给|一?[份个套本下张])+|生成|导出|打印|下载|输出|汇总|整理|出|要|导|做)'
const DOCUMENT =
  '(?:台账(?!记|登)|报告(?!会)|报表|总结|自查(?:表|报告|材料|清单|情况)?|(?<!问题|整改)清单|汇总(?!单)表?|明细(?:表)?|登记表|(?:巡察|迎检|检查|自查)材料|word|excel|表格)'
const ASKED = new RegExp(
  `${START}${MAKE}[^。;；\\n]{0,20}?${DOCUMENT}|${DOCUMENT}[^。;；\\n,，]{0,8}?(?:导出|打印|生成|下载|发我|发给我|给我|出一?[份个]|来一?[份个]|一份|要(?:word|excel))|^(?:\\S{0,10}(?:季度|月份?|年度?|上半年|下半年|全年|本月|今年|去年))?(?:的)?(?:支部)?(?:工作)?(?:(?:谈心谈话|谈心|谈话|培训|学习|会议|主题党日|党日|党费|活动|志愿服务|志愿|捐款|荣誉|质量|问题|项目|承诺|抽查)?台账|年度报告|年度总结|年终总结|工作年报|年报|自查报告|巡察自查|迎检材料)(?:报告|材料|表)?(?:[\\s,，]*(?:\\d{4}年?度?|今年|去年|本年度|全年|上半年|下半年|[一二三四]季度|\\d{1,2}月份?))?[。!！\\s,，]*(?:要)?(?:word|excel|docx|xlsx)?(?:版|的|格式)?$`,
  'i',
)
const YEAR_REPORT =
  /年终(?:工作)?(?:总结|报告)|年度(?:工作)?(?:总结|报告)|工作总结|年(?:终|末)总结|年报|全年(?:工作)?总结|总结报告/
const SELF_CHECK = /自查|巡察|巡视(?:检查)?材料|迎检|自检/
const FORMATS: readonly (readonly [RegExp, 'docx' | 'xlsx'])[] = [
  [/word|docx?|文档/i, 'docx'],
  [/excel|xlsx?|电子表格?|表格/i, 'xlsx'],
]
/** 台账 in a record or a remark: 我晚点补到台账里, 台账登记：…, 记一下台账. */
const NO_REPORT =
  /问题[:：清]|来源|措施|责任人|整改(?:单|措施|期限)|(?:出|开|下|发)了|交一份|补到|记(?:到|进|入)台账|台账(?:登记|记录)?[:：]|记得|晚点|帮我记|怎么|如何|吗(?=$|[\s?？])|应到|实到|请假|主讲|\d\s?(?:小时|分钟)|学习了|开了|召开了|谈了|讲了|放在|交给|不用|别|已经|刚刚?|做好了|写好了|弄好了|交了|发了|看了|改了|撤销|删/

/** The report a text asks for, or undefined when it asks for none. `forced`: it began with /报告 or the like. */
export function reportOf(body: string, utterance: Utterance, forced: boolean): Meaning | undefined {
  const open = body.replace(/《[^《》\n]{1,60}》/g, (title) => '\uE000'.repeat(title.length))
  if (!forced && (!ASKED.test(open) || NO_REPORT.test(open))) return undefined
  const report: ReportMeaning = { type: 'report', kind: kindOf(open) }
  const period = takeSpan(new Scan(open.replace(/^\//, '')), utterance.today)
  if (period !== undefined) report.period = period
  else if (report.kind === 'year_report') report.period = yearOfReport(utterance.today)
  const format = FORMATS.find(([pattern]) => pattern.test(open))
  if (format) report.format = format[1]
  const scope = scopeOf(open)
  if (scope !== undefined && report.kind === 'ledger') report.scope = scope
  return report
}

const kindOf = (open: string): ReportMeaning['kind'] =>
  SELF_CHECK.test(open) ? 'self_check' : YEAR_REPORT.test(open) ? 'year_report' : 'ledger'

/** In January the year's report is about the year that is over. */
const yearOfReport = (today: string): string => String(Number(today.slice(0, 4)) - (today.slice(5, 7) === '01' ? 1 : 0))

/** The one book that is wanted: 10月的培训台账. All of them when none or several are named. */
function scopeOf(open: string): RecordType | undefined {
  const types = new Set(kindsIn(open).map(({ query }: { query: EntryQuery }) => query.type))
  const [type] = types
  return types.size === 1 ? type : undefined
}
