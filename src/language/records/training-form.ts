import type { TrainingForm } from '../../core/entry.js'
import { type Facts, zoneOf } from '../facts.js'

/** Which form a training had (SCHEMA §3 `training`), and whether a subject is one that a branch studies. */

/** Words of a form, surest first (SCHEMA §3 `training`). */
const FORMS: readonly (readonly [TrainingForm, RegExp])[] = [
  ['人人都是培训师', /人人都是培训师/],
  ['第一课', /开门第一课|(?:新员工|新入职|入职|新人|开工|开班)[^,，。;；\n]{0,4}第一课|(?<!思政|开学|党课)第一课/],
  ['微党课', /微党课/],
  ['专题党课', /党课/],
  [
    '主题影片',
    /主题影片|影片|电影|观影|片(?=\s?\uE000)|看片|纪录片|专题片|片子|警示片|教育片|宣传片|大片|(?<!线上|网上|在线|手机上?)(?:放映|放的?|播放)了?(?:一?[部场])?\s?(?=\uE000)|(?:观看|看|收看)(?:的是|[了的完])?(?:一?[部场集])?\s?(?=\uE000)/,
  ],
  ['自学', /自学|自己[^,，。;；\n]{0,8}(?:学|看|读|听|啃|刷|翻)/],
  [
    '线上学习',
    /线上|网上|在线|网络(?:学习|学院|课|培训)|学习强国|云课堂|云端|网课|直播|慕课|喜马拉雅|B站|b站|央视频|视频号|共产党员网|先锋网|微信群里?学|音频课|视频课|浙江红色根脉|学习网(?![络页站上])|浙政学|红色根脉|公众号|(?:手机|电脑)上(?:学|听|看)|(?:APP|app)(?:上|里)?(?:学|听|看|$)/,
  ],
  [
    '外出考察',
    /外出(?:考察|学习|参观|见学)|考察|参观|瞻仰|研学|见学|观摩学习|现场教学|实地(?:学习|走访|教学)|红色之旅/,
  ],
  ['专题讲座', /讲座|辅导报告|辅导课|报告会|专题报告|专题辅导|大讲堂|宣讲[会团]|听[^,，。;；\n]{0,10}宣讲/],
  ['研讨', /研讨|交流讨论|讨论交流|集体讨论|专题讨论|读书会|读书交流/],
  [
    '业务培训',
    /业务培训|业务学习|业务课|岗位培训|技能培训|实务培训|岗前培训|实操(?:培训|训练|演练)?|岗位练兵|业务练兵|业务技能|实务操作|带教/,
  ],
  ['集中学习', /集中学习?|集学|集体学习?|组织学习|(?:一起|一块儿?|共同)学/],
]
const SKILL =
  /业务|实务|技能|操作|实操|服务标准|服务规范|礼仪|会务|会议服务|质管|质量管理|消防|安全生产|急救|设备|设施|软件|系统|公文|茶水|摆台|客房|餐饮|接待|档案|财务|报销|办公|写作|摄影|标准化|流程|应急|保洁|前厅|讲解|采购|预算|绩效/
const POLITICAL =
  /党|习近平|总书记|中央|全会|主义|思想|精神|纪律|廉|政治|宪法|民法|强国|条例|准则|党章|重要讲话|革命|初心|二十大/
const MATTER = /准则|文件|报告|讲话|规定|法|公报|规划|会议|知识|制度/

/** Skills that a course teaches, and that anybody may speak of besides. */
const COURSE =
  /PPT|ppt|Excel|excel|EXCEL|WPS|排版|沟通|站姿|仪容|仪态|化妆|淡妆|茶艺|插花|手语|英语|外语|普通话|话术|投诉|清洁|清扫|保养|维修|电梯|空调|音响|灯光|投影|舞台|厨房|厨师|上菜|菜品|菜单|宴会|点餐|上菜|托盘|铺床|布草|收纳|驾驶|安检|巡查|巡检|值班|值守|灭火|疏散|救护|心肺复苏|AED|防汛|台账|考勤|薪酬|工资|个税|发票|招标|合同|统计|信息化|软硬件|签到|核销|登记|库房|仓库|五单|质检|检查要点/
const isSkill = (topic = ''): boolean => SKILL.test(topic) || COURSE.test(topic)

/** Whether a subject is one that a branch studies: politics, skills of the work, or a book. */
export const isBranchMatter = (topic: string): boolean =>
  topic.includes('《') || POLITICAL.test(topic) || SKILL.test(topic) || MATTER.test(topic)

/** The form said, or the one that its words and its subject make likely. */
export function formOf(
  facts: Facts,
  wording: string,
  topic: string | undefined,
  { selfSaid, lectured }: { selfSaid: boolean; lectured: boolean },
): { form: TrainingForm; inferred: boolean } {
  const zone = zoneOf(facts, 'form')
  const said = zone ? facts.scan.text.slice(zone.start, zone.end) : wording
  const plain = (text: string): string => {
    const open = text.replace(JOURNEY_OF_LEADERS, '\uE001')
    const seen = SAID_OUTRIGHT.test(open) ? open.replace(/学习强国/g, '\uE001') : open
    return isBook(topic) || SAID_OUTRIGHT.test(open) ? seen.replace(SEEN, '\uE001') : seen
  }
  const formIn = (text: string) => FORMS.find(([, pattern]) => pattern.test(text))
  const found = formIn(plain(said)) ?? (zone ? formIn(plain(wording)) : undefined)
  if (zone) facts.scan.claim(zone)
  const gathers = /集中|集体|组织|支部|全员|全体|大家|培训/.test(wording)
  if (found && !(found[0] === '集中学习' && isSkill(topic) && /培训/.test(wording))) {
    return { form: found[0], inferred: false }
  }
  const taught = /培训|参训|受训|讲授|演练/.test(wording) || (lectured && !/学/.test(wording))
  if (taught && isSkill(topic) && !POLITICAL.test(topic ?? '')) return { form: '业务培训', inferred: true }
  if (selfSaid && !gathers && !lectured && /我(?!们)/.test(wording)) return { form: '自学', inferred: true }
  return { form: '集中学习', inferred: true }
}

/** 看了《矛盾论》, 集中学习 …速看《八项规定》: what was seen is read, not watched. */
const SEEN = /(?:观看|看|收看|放)(?:的是|[了的完])?(?:一?[部场集])?\s?(?=\uE000)/g
const SAID_OUTRIGHT =
  /外出考察|集中学习|自学|业务培训|(?:线上|网上|在线)学|学习网(?![络页站上])|网络学院|网课|[那这一]门课/
const isBook = (topic: string | undefined): boolean =>
  topic !== undefined &&
  /《[^《》]{0,60}(?:论|著作|选集|文选|选读|选编|读本|纲要|条例|准则|规定|办法|意见|报告|决定|决议|讲话|通知|公报|党章|宪法|简史|手册|规划|学习时报|日报|求是|杂志|原著)[^》]{0,6}》|》\s?(?:第[^集部季]{1,4}[章节篇卷条页讲]|上册|下册|中册|选段|前言|序言|导读|一书|原文)/.test(
    topic,
  )

/** 总书记在福建考察重要讲话: the journey is the subject's, not an outing of ours. */
const JOURNEY_OF_LEADERS = /(?:总书记|习近平|主席|同志)[^\s,，。;；]{0,12}(?:考察|视察|调研)/g
