import type { EntryQuery, Meaning, RecordType, ReportMeaning, Utterance } from '../../core/meaning.js'
import { Scan } from '../scan.js'
import { kindsIn } from './kind-words.js'
import { ONE_SPAN, withoutDeniedSpans } from './query/denied-spans.js'
import { takeSpan } from './query/span.js'
import { unclear } from './unclear.js'

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
  /年[底末](?:的)?(?:工作)?总结|年终(?:工作)?(?:总结|报告)|年度(?:工作)?(?:总结|报告)|工作总结|年(?:终|末)总结|年报|全年(?:工作)?总结|总结报告/
const SELF_CHECK = /自查|巡察|巡视(?:检查)?材料|迎检|自检/
const FORMATS: readonly (readonly [RegExp, 'docx' | 'xlsx'])[] = [
  [/word|docx?|文档/i, 'docx'],
  [/excel|xlsx?|电子表格?|表格|表的格式/i, 'xlsx'],
]
/** 要word不要excel, 别给我pdf. */
const NOT_THIS_FORMAT =
  /(?:不要|别|不是|不用|不需要|而?非)(?:给我?|用|出|发|整|弄|再)*(?:pdf|word|excel|表格|docx?|xlsx?|文档)(?:格式|版|的)?/gi
/** A document or one of the books, in whatever order it is asked for: 台账出一下，一季度; 主题党日那一本今年的整出来. */
const PAPER =
  /台账|(?:年终|年度|工作|半年)总结|(?:问题|隐患)清单(?![^\n]{0,2}[:：])|报告(?!会|厅|人|单位|指出|精神)|报表|年报|总结(?!会|了|讲话|提升|大会|经验|表彰)|自查|(?:巡察|巡视|迎检|检查|备查|归档)(?:用的?)?(?:全套|整套|成套|所有|全部|一套)?(?:的)?(?:材料|资料)|(?<!笔记)本子(?!上|里)|册子(?!上|里)|[那这]一?[本册](?!书|子|月|周|季|年|记录|单)|汇总表|明细表|总表|书面材料/
const FORMAT = /(?<![A-Za-z])(?:word|excel|docx?|xlsx?|xls|pdf|wps)(?![A-Za-z])|电子表格?|电子[版档]|表格|文档/i
const WANTED =
  /(?<![领督指引辅主向先倡])导(?:出|成|一?[份个下张]|给我?|来|(?=word|excel|doc|xls|表|文档|[\s,，。]|$))|[匯汇]出|打印|打(?:一?[个份包]|出来)|下载|生成|出(?:一?[份个下本套]|来|具|(?=word|excel|doc|xls|表|文档|[\s,，。]|$))|整(?:理|一?[份个下]|出|好)|拉(?:一?[份个下]|出|张)|弄(?:一?[份个下]|出|好)|做(?:一?[份个下]|出|成|好)|写(?:一?[份个下]|出|成|好|(?=年|总结|报告))|(?<![主重次需])要(?:材料|报告|自查|一?[份个]|的?是|word|excel|doc|xls|表|文档|电子|去年|今年|上|[一二三四]季|\d)|来一?[份个]|给(?:我|一?[份个]|书记|局里|上级)|发(?:我|给|来|一?[份个])|提供|准备|调(?:一?[份个下]|出)|(?:出|写|做|弄|整|要|来|拉|交)(?=年[度终报末]|季|半年|自查|总结|报告|台账|[上去今本]|[一二三四]季|\d)|汇总|跑(?:一?[遍份个下次]|出来?)|备(?:一?份|好|着)|攒(?:一?份|出)|赶(?:一?份|出)|(?:^|[\s,，])(?:就|只)?要/
/** What only a record has. */
const TOLD = /应到|实到|\d\s?(?:小时|分钟|张|人(?!次)|名|元)|[:：]\s?[^\s,，。]{20}|\d[日号](?!前)|[昨前]天|刚才/
const LONGEST = 60

const asksForPaper = (open: string): boolean =>
  open.length <= LONGEST && PAPER.test(open) && (WANTED.test(open) || FORMAT.test(open)) && !TOLD.test(open)

/** 先自查一遍今年的台账: the check itself is asked for. */
const CHECK =
  /(?:自查|自检)(?:一?[遍下次轮]|一?下)(?![了过])[^。;；\n]{0,16}(?:台账|材料|资料|记录)|(?:台账|材料|资料)[^,，。;；\n\d]{0,6}(?:自查|自检)(?:一?[遍下次轮])(?![了过])/
const asksForCheck = (open: string): boolean =>
  open.length <= LONGEST &&
  CHECK.test(open) &&
  !TOLD.test(open) &&
  !/已|刚|了一遍|了一下|发现|问题/.test(open.replace(/(?:有什么|有没有|有啥|有哪些)问题/g, ''))

/** 台账 in a record or a remark: 我晚点补到台账里, 台账登记：…, 记一下台账. */
const NO_REPORT =
  /问题(?:清单)?[:：]|自查(?:自纠)?(?:中)?(?:发现|查出|出|[:：,，]\s?(?!\s?(?:[Ww]ord|WORD|[Ee]xcel|docx?|xlsx?|pdf|表格|文档)|[^,，]{0,6}(?:格式|版))\S{4})|(?:提|指|反映)出|班子|部门及员工|来源|措施|责任人|整改(?:措施|期限)|整改单(?![^\n]{0,16}(?:台账|[那这]一?本|报表|word|excel|表格))|(?:出|开|下|发)了(?!吗|没)|交一份|补到|记(?:到|进|入)台账|台账(?:登记|记录)?[:：]|记得|晚点|帮我记|怎么|如何|(?<!(?:能|可以|可否|方便|麻烦|行)[^\n]{0,24})吗(?=$|[\s?？])|应到|实到|请假|主讲|\d\s?(?:小时|分钟)|学习了|开了|召开了|谈了|讲了|放在|交给|(?<!而)不用(?!word|excel|pdf)|(?<!特)别(?!的|墅|给我?(?:pdf|word|excel|表)|(?:用|要|是|整|弄|出|发)?(?:pdf|word|excel|群))|已经|刚刚?|做好了|写好了|弄好了|交了|发了|看了|改了|撤销|删/

/** The report a text asks for, or undefined when it asks for none. `forced`: it began with /报告 or the like. */
export function reportOf(body: string, utterance: Utterance, forced: boolean): Meaning | undefined {
  const hidden = body.replace(/《[^《》\n]{1,60}》/g, (title) => '\uE000'.repeat(title.length))
  const { text: open, cuts } = withoutDeniedSpans(hidden, utterance.today)
  if (!forced && (NO_REPORT.test(open) || !(ASKED.test(open) || asksForPaper(open) || asksForCheck(open))))
    return undefined
  if (cuts) return unclear('report', ONE_SPAN)
  const report: ReportMeaning = { type: 'report', kind: kindOf(open) }
  // 年度总结: which year's, its name doesn't say.
  const words = open.replace(/^\//, '').replace(/年度(?=(?:工作)?(?:总结|报告))/g, ' ')
  const period = takeSpan(new Scan(words), utterance.today)
  if (period !== undefined) report.period = period
  else if (report.kind === 'year_report') report.period = yearOfReport(utterance.today)
  const wanted = open.replace(NOT_THIS_FORMAT, ' ')
  const format = FORMATS.find(([pattern]) => pattern.test(wanted))
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
  if (types.size > 0) return types.size === 1 ? type : undefined
  const books = BOOKS.filter(([pattern]) => pattern.test(open))
  return books.length === 1 ? books[0]?.[1] : undefined
}

/** Books by the words that name them and nothing else: 项目台账, 质量那本. */
const BOOK = '(?:[^,，。;；\\n]{0,4}(?:台账|[那这]一?本|那册|报表|表))'
const BOOKS: readonly (readonly [RegExp, RecordType])[] = (
  [
    ['项目|标准化|专项', 'projectEvent'],
    ['质量|罚单', 'qualitySlip'],
    ['三会一课|会议|开会', 'meeting'],
    ['学时|课时|上课', 'training'],
    ['谈', 'talk'],
    ['党日', 'theme_day'],
    ['小家|工会', 'activity'],
    ['志愿|义工', 'volunteer'],
    ['捐', 'donation'],
    ['评优|表彰|奖', 'honour'],
    ['指标|数量', 'metric'],
    ['研判', 'analysis'],
  ] as const
).map(([words, type]) => [new RegExp(`(?:${words})${BOOK}`), type])
