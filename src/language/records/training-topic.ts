import { CORRECTIONS } from '../corrections.js'
import { type Facts, zoneText } from '../facts.js'
import { memberAt } from '../people/find-person.js'
import { TITLE } from '../scan.js'
import { cleanTopic, leftovers, trimFrame } from '../topic.js'

/** What a training was about: the subject alone, of all that no other rule has read (SCHEMA §1 "Text"). */

/** Words of the trade around a subject; a clause of nothing else is no subject. */
const VERB_START =
  /^(?:\/(?:培训|学习)|一?[个堂场次节](?=(?:专题|微)?(?:讲座|党课|报告会?|辅导|研讨|培训))|培训登记|培训台账|培训记录|学习登记|学习记录|业务培训|集中学习?|集体学习?|组织学习|线上学习?|网上学习?|在线学习?|自学|学习强国(?=学)|专题学习|传达学习|认真学习|深入学习|再次学习|学习了|学习(?!强国|贯彻)|学完了?|学的|学了|学(?=\uE000)|学(?!习|员|校|生|术|历|科|党史|雷锋|法用法)|听取了?|听了|听|观看了?|收听收看了?|收听了?|收看了?|看了|看完了?|听完了?|读完了?|边[吃走跑做]边[听看]了?|(?:念|啃|翻|刷|补|重温|温习|研习|钻研|攻读|拜读|品读|细读|阅读|诵读|朗读|抄写)[了完过]?(?=\uE000|原文|原著)|观影|看书|自己(?=看|学|读)|看(?=\uE000|[^,，]{0,4}(?:影片|电影)$|主题影片|电影|影片|专题|警示|教育|纪录)|(?:专题|警示|教育|纪录|宣传){1,2}片(?=\uE000)|人人都是培训师|收心会(?=.)|研读了?|读了|精读了?|通读了?|传达了?|培训(?=[:：了])|培训(?![室班会师费]|机构|中心|系统|计划|教材|基地|学校|手册|工作|管理|制度|体系|项目|方案|通知|签到|总结|情况|记录|登记)(?=[\u4E00-\u9FFF《]{3,})|培训了|开展|举行|举办|召开|进行了?|专题讲座|讲座|专题党课|微党课|党课|讲党课|主题影片|影片|电影|(?:了|的)?题为|内容|主题是?|题目|围绕|关于|连线(?=学|听|看)|研讨了?|讨论了?|参观考察|外出考察(?!了?\uE001)|考察|外出(?=参观|学习)|讲的是|讲了(?!话|座)|讲(?!话|座|解|究|义|堂|台(?!账)|政治|学)|人人都是培训师|开门第一课|第一课)/
const VERB_END =
  /(?:的?(?:集中学习会?|学习会|专题学习|专题讲座|讲座|微党课|专题党课|党课|研讨|学习|自学|集体学习|影片|电影|主题影片|第一课|网课|课程|线上课|直播课?|(?<=.{4})(?:宣讲报告会|报告会|宣讲会|宣讲)|公开课|音频课|视频课|专题课|讲解课|(?<![科数化文大哲开同])学))$/
const EMPTY =
  /^(?:(?:属于?|归[到入]?)?(?:政治理论|业务技能|政策解析|实务操作)类(?:的?培训)?|第?\d{1,3}天|自己|来[啦了咯]|补充(?:说明|一下)?|(?:开工|开班|上岗|上班|下班|上课|开会|午休|开餐|晨会|例会)(?:前|后|时|间隙)?|[那这]一?[场次堂节个]|了?个?(?:啥|什么)(?:内容|东西)?(?:来着|的)?|反正|老规矩|看片|教材|讲义|课件|书|本子|(?:到了)?(?:年底|月底|季末)(?:了)?补(?:个|一下)?账?|新人|新员工|新同事|(?:新)?入职|岗前|上岗|迎新|连线|[(（]?(?:线下|线上|现场|室内|室外)[)）]?|微课|微课堂|(?:算是?|属于|归|记[为成作])(?:个|是)?[\u4E00-\u9FFF]{0,4}(?:培训|学习|讲座|党课|自学)|(?:学|传达|读)?(?:了|的)?(?:几份|一份)?文件|刚?(?:散会|下课|开完会|学完|结束)|(?:假期|节日|周末|每日|日常|双休日?|今日|下班后?|业余)(?:时间)?|(?:红色|爱国|爱国主义|主旋律|革命|党史|经典|警示|教育|警示教育|集体|露天|老)?(?:影片|电影|纪录片|大片)|(?:一?[上下]午|一晚上?)|(?:局里?|省里?|市里?|单位|上级|区里|县里|机关)?(?:组织|举办|开展)的[\u4E00-\u9FFF]{0,2}(?:培训|学习|讲座)班?|通知|情况(?:报备|报告|汇报|反馈|说明|登记)?|自个儿?|照片|事情?|总结|心得|心得体会|材料|资料|名单|签到表?|问题|效果|第[一二三四五六七八九十\d]+[次期场]|(?:给|为|向)[^,，]{1,8}(?:开|讲|上|做|办|搞)了?)$|^(?:开[工门班]|业务|实务|集中|线上|集体|专题|一[次场个]|月度|例行|本月|日常|支部|部门|党员|政治|理论|政治理论|今天|的)?(?:培训|学习|培训班|培训会|学习会|登记|台账|记录|活动|会|课|专题)?(?:班|会)?$/
/** A remark beside the record, not its subject. */
const ASIDE =
  /了$|稍后|照片|再补|已经?|都|很|太|真|挺|效果|反响|气氛|圆满|顺利|吧$|请(?!示|求|柬)|谢|辛苦|注意(?!事项|力)|记得|签到(?!系统|制度|流程|管理|礼仪|台|规范|服务)/
const NOISE =
  /^(?:记录?一?下?|登记|台账|补录|已完成|完成|结束|打卡|签到|到此|报告|汇报|麻烦|辛苦|谢谢|收到|好|嗯|ok|OK|顺便|大家|认真|效果|反响|气氛|热烈|收获|很|圆满|地点|时间|在|共|并|[a-zA-Z]?)$/

/** A film's subject is its title, with what part of it was seen: 看了《零容忍》第一集. */
export function filmOf(topic: string | undefined): string | undefined {
  const title = topic === undefined ? null : /《[^》]+》(?:第\S{1,3}[集部季])?/.exec(topic)
  return title?.[0] ?? topic
}

/** The subject: labelled, or what is left beside the words of the trade. */
export function topicOf(
  facts: Facts,
  zone: { start: number; end: number } | undefined,
  visit: string | undefined,
  place?: string,
): string | undefined {
  const { scan } = facts
  const parts = leftovers(scan.open)
  const corrected = correctedAt(scan.text)
  const clauses = parts.flatMap((part, index) => {
    if (zone && part.start >= zone.start && part.start < zone.end) return []
    const text = subjectOf(part.text)
    // 小雨 人人都是培训师 给新员工讲了…: a name is no subject.
    const person = text === undefined ? undefined : memberAt(text, 0, facts.names)
    if (person?.end === text?.length) return []
    if (text === undefined || (ASIDE.test(text) && !isStudied(part.text))) return []
    return [
      {
        text: restore(scan.text, part.start, part.text, text),
        studied: isStudied(part.text),
        about: /^关于/.test(part.text),
        leadsOn: LEADS_ON.test(part.text) && index < parts.length - 1,
        general: GENERAL.test(text),
        meant: corrected.includes(part.start),
      },
    ]
  })
  const meant = clauses.find((clause) => clause.meant)
  if (meant) return meant.text
  if (zone) {
    const text = cleanTopic(zoneText(scan, zone)) ?? cleanTopic(scan.text.slice(zone.start, zone.end))
    if (text !== undefined) return text
  }
  const standsAlone = (clause: { leadsOn: boolean }): boolean => !(clause.leadsOn && clauses.length > 1)
  const chosen =
    clauses.find((clause) => clause.text.includes('《') && standsAlone(clause)) ??
    clauses.find((clause) => clause.studied && !clause.general && standsAlone(clause)) ??
    clauses.find((clause) => !clause.leadsOn && !clause.general) ??
    clauses.find((clause) => !clause.leadsOn) ??
    clauses[0]
  const index = chosen ? clauses.indexOf(chosen) : -1
  const next = clauses[index + 1]
  // A chapter said after its book belongs to it: 《论中国共产党历史》 第三章.
  if (chosen && next && /^第\S{1,6}[章节讲篇编课部]/.test(next.text)) return `${chosen.text}${next.text}`
  if (chosen && next?.about) return `${chosen.text} 关于${next.text}`
  // 学的中央文件 关于…: which document follows.
  const about = clauses.find((clause) => clause.about)
  if (about && chosen === about && clauses[0]?.leadsOn) return `关于${about.text}`
  return (
    chosen?.text ??
    visit ??
    (OUTING.test(scan.text) && place !== undefined
      ? `考察${place}`
      : /学习强国/.test(scan.text)
        ? '学习强国'
        : undefined)
  )
}

/** Says what it was part of, or of which sort: the subject only where no other is named. */
const GENERAL =
  /^[\u4E00-\u9FFF]{0,14}(?:学习教育|主题教育|教育活动|教育实践活动|系列|专题)$|^(?:部门|支部|岗位|新员工|员工|上岗)?(?:实务操作|实操|实务|业务技能|岗位技能|服务技能|技能|专业知识|业务知识|政治理论|理论|政策解析|线上|每月|月度|季度|内部|全员)?(?:培训|学习|讲座|课程?|演练|活动|党日)$|^(?:实务操作|实操|业务技能|岗位技能|业务知识|专业知识|政治理论|政策解析|理论学习)$/

/** Where the clause begins with which a speaker takes back what he said: 学习了民法典，不对，是《保密工作条例》. */
const correctedAt = (text: string): number[] =>
  [...text.matchAll(CORRECTIONS)].map((match) => match.index + match[0].length)

/** 干部网络学院线上学习 数字化改革: what stands before the verb is where, what comes after is the subject. */
const LEADS_ON =
  /[^\s](?:集中学习|线上学习|网上学习|在线学习|自学)了?$|学习强国(?:上|里|平台)?[学看听刷]?了?$|^(?:在|上|通过|用)?(?:浙江)?(?:省|局)?(?:干部)?(?:[\u4E00-\u9FFF]{0,6}(?:网络学院|学习网|干部网)|浙学|云课堂|钉钉|慕课|[\u4E00-\u9FFF]{2,6}平台)(?:平台|APP|app)?(?:上)?$|^学?的?(?:中央|省委|局|上级)?文件$/
const OUTING = /外出考察|考察|研学/

const isStudied = (clause: string): boolean =>
  /学|听|看|读|传达|\uE000|讲|题/.test(clause.slice(0, 12)) || /(?:学习|精神|培训|讲座)$/.test(clause)

/** A clause without frame and verbs, or undefined when nothing of a subject is left. */
function subjectOf(clause: string): string | undefined {
  let text = trimFrame(fromVerb(fromTitle(clause))).text
  for (let more = true; more; ) {
    const before = text
    const start = VERB_START.exec(text)
    if (start && start[0].length > 0) text = text.slice(start[0].length)
    text = trimFrame(text).text
    if (!EMPTY.test(text)) text = text.replace(VERB_END, '')
    more = text !== before && text !== ''
  }
  return text.length < 2 || EMPTY.test(text) || NOISE.test(text) ? undefined : text
}

/** 来给我们做了一场关于共同富裕的讲座; 腾讯会议听省局的安全生产讲座; 局里组织的公文写作培训. */
const fromVerb = (clause: string): string =>
  ABOUT.exec(clause)?.[1] ?? clause.replace(ON_PLATFORM, '').replace(ORGANISED, '')
const ABOUT = /(?:关于|有关|围绕)([^,，]{2,30}?)的(?:专题)?(?:讲座|党课|报告|培训|课|辅导|学习|研讨)$/
const ON_PLATFORM =
  /^\S{0,8}(?:会议|平台|钉钉|强国|网|APP|app|公众号|视频号|食堂|会议室|教室|宿舍|办公室|线上|网上)(?:上|里)?(?:参加|收看|观看|学习|听|学|看)了?(?=\S{2})/
const ORGANISED =
  /^(?:参加了?)?[\u4E00-\u9FFF]{2,10}?(?:组织|举办|主办|开展|局办|院办|校办|里办)的(?=\S{2})|^(?:参加了?)?(?:中央|国家|全省|全市|全局|省[里局委厅]?|市[里局委]?|局里?|区里?|县里?|上级|单位|机关|党委|中心)(?:统一)?(?:组织|举办|开展|安排|召开)?的(?=\S{2})/

/** 在食堂听了一集《学习时间》音频, 看完《…》那门课: what leads to a title, or only says what it is, is no subject. */
function fromTitle(clause: string): string {
  let rest = clause
  // 在“浙里干部之家”看了《数字中国》: the last one that a verb leads to.
  for (const { index } of clause.matchAll(/(?<!\uE000)\uE000/g)) {
    const before = clause.slice(0, index).replace(/^.*\uE000/s, '')
    if (TAKEN_IN.test(before) && !/[和及与、暨]$/.test(before)) rest = clause.slice(index)
  }
  return rest.replace(KIND_OF_TITLE, '')
}
const TAKEN_IN =
  /[听看读讲观啃刷翻]|学(?!习强国)|温习|传达|研讨|讨论|题目|题为|主题|电影|影片|党课|微课|会儿$|[集部本篇章堂场遍节回]$/
const KIND_OF_TITLE =
  /(?<=\uE000)(?:[那这][门本部篇堂场一]\S{0,3}|一[文书片剧]|音频|视频|录播课?|网课|电影|影片|纪录片|专题片|教育片|[(（](?:人人都是培训师|微党课|业务培训|专题讲座|线上|自学|集中学习|党课|培训)[)）]|(?:真|很|挺|特别|太|非常)?(?:不错|好看|好|棒|精彩|感人|有意义))+$/

/** Puts the quoted titles of a trimmed clause back. */
function restore(original: string, start: number, clause: string, trimmed: string): string {
  const at = clause.lastIndexOf(trimmed)
  const text = original.slice(start + at, start + at + trimmed.length)
  return text.includes(TITLE) ? text.replaceAll(TITLE, '') : text
}
