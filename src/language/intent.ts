import type { RecordType } from '../core/meaning.js'
import { memberAt, type Names } from './people/find-person.js'
import { readPerson } from './people/read-person.js'

/** Which kept kinds a text speaks of (SCHEMA §3), judged without titles and labelled subjects. */

/** 主题党日有关要求, 支委会工作规则: what is written about an event is a subject of study, not the event. */
const ABOUT =
  '(?!(?:的)?(?:活动|工作)?(?:的)?(?:有关|相关)?(?:要求|制度|规定|文件|办法|规则|规程|流程|知识(?!竞赛|竞答|问答|抢答)|方案|指引|标准|实施))'
const THEME_DAY = new RegExp(`(?:主题党日|党日活动|支部党日|固定党日|(?<!主题)党日(?!子))${ABOUT}`)
const MEETING = new RegExp(
  `(?:(?:支部)?党员大会(?!堂|精神|决议|筹备|材料|议程安排)|支部大会|支委会(?!精神)|支部委员会(?:会议)?|党小组会|组织生活会|民主评议(?:党员|(?!党员))(?!前(?![天日几两三晚])))${ABOUT}|(?:登记?|补录|补登|补记|记录|记)(?:(?:一?下|一?[次个场条])?会议|一?[次个场条]会)(?=[\\s,，:：。]|$)|\\/会议|(?<!(?:外地|外出|在|去|局里?|[省市县区])[^\\s,，]{0,6})(?:支部|开了?个?|召开了?|召集了?)(?:一次|一场|个)?(?:全体)?(?:支部)?(?:会议|会|大会)(?!议?[室厅]|议服务|议精神|堂|计|展|场|员|面)`,
)
const TALK =
  /谈的(?:心|话)|(?:谈|交)了?(?:一?[次个回])心|[谈交](?:完|过)了?心|谈心(?!公园|[园湖林路街巷餐咖酒茶]|面馆|小馆|饭店|室|屋|角|亭|制度|工作|小屋|驿站)|(?<!座|会|恳|洽|访|面)谈话(?!室|制度|技巧|方法|艺术|要求)|(?<!座|会|恳|洽|访|面|商|漫)谈(?:了|过|完|谈|一谈|一次|得|到|妥|一?会儿|一会(?!议)|会(?=$|[\s,，。;；])|的(?=$|[\s,，。;；是])|[.…]{2})|聊(?:了|过|完|开|聊|一聊|天|得|会儿?|的(?=$|[\s,，。;；是]))|约谈|交心|沟通(?:了|过)|交流(?:了|过)(?:一下)?(?:思想|想法|近况)|\/谈/
const TRAINING =
  /把[^,，。;；\n]{0,4}\uE000[^,，。;；\n]{0,12}(?:看|读|学|听|啃|刷|翻|过)(?:了|完|过)|培训|学习|自学|(?<![小大中留开同文科化数入])学(?:了|完|过|的|党|习|原文|理论|文件|条例|到(?=\S{0,2}[\d一二三四五六七八九十]{1,3}[点:：])|(?=\s?[\d半一两俩仨三四五六七八九十个]{1,3}\s?个?半?(?:小时|分钟|钟头|刻钟|学时|min|h(?![a-z]))))|(?:念|啃|刷|翻|重温|温习|研习|钻研|攻读|拜读|品读|细读|阅读|诵读|看完|听完|读完)[了完过]?[^,，。;；\n]{0,14}\uE000|集中学|集学|线上学|(?:专题|网络|研修|进修|读书|示范)班|讲座|党课|微课|看书|自己看|(?<![好难])看(?:的是|的|完|过)?(?=\s?\uE000)|(?<![小大中留开同文科化数入])学(?=\s?\uE000)|观看|观影|看了|收看|影片|电影|(?:纪录|专题|警示|教育|宣传|微)片|看片|片子(?=\uE000)|放[的了]?(?:一?[部场集])?(?=\uE000)|研讨|考察|参观|授课|讲课|第一课|人人都是培训师|听了|宣讲|报告会|辅导报告|读书|研读|读了|精读|通读|轮训|打卡|瞻仰|线上课|网课|传达了|主讲|来讲|讲课|(?:给|为|向)[^,，。;；\n]{0,10}(?:员工|职工|干部|护士|医生|学生|居民|村民|工人|新人|新来的|服务员|质管员|会务员|讲解员|实习生|同事|人员|骨干|班组长?|队员|保安|保洁|学员|党员|大家|大伙儿?|部门|单位|医院|学校|酒店|中心)[^,，。;；\n]{0,6}(?:讲(?!个|一?下|件|两句|究|情)|上课|培训)|过了一遍|讲授|业务课|专题辅导|辅导课|开讲|领[读学]|讲(?:了)?(?:党|课|安全|礼仪|业务|消防)|听(?!说)[^,，。;；\n]{1,8}讲|上了[^,，。;；\n]{0,6}课/

export interface Intent {
  types: RecordType[]
  /** A person is said to have been talked with: 和赵阳…谈. */
  partnerSaid: boolean
}

/** One thing after another: what stands behind it is a record of its own. */
const SEQUENCE =
  /先[^。;；\n]{1,24}再|然后|之后|会后|课后|学后|随后|接着|另外|结束后|完后|后又|又开|还(?:学|开|谈|看|召开|组织)/

const TALKED_ABOUT =
  /[,，\s](?:主要|重点)?(?:他|她|对方)?(?:反映|提出|提到|觉得|认为|建议|希望|是|聊|谈|说|讲|围绕|关于|就|征求|了解|听取|提醒)[^,，。;；]{0,8}(?:党员大会|支部大会|支委会|党小组会|组织生活会|民主评议)/

const TALKED_OVER = /(?:讨论|研究|审议|商量|商议|布置|部署|通报|听取|安排|筹备|议题)[^,，。;；\n]{0,14}$/

const WITH = /和|跟|与|同|找|对|给|约谈?了?|@/g
const TALK_VERB = /谈|聊|交心|沟通|交流/

/** Position of the first word of a kind, or -1. */
export const positionOf = (open: string, type: BaseKind): number => open.search(PATTERNS[type])

const PATTERNS = {
  theme_day: THEME_DAY,
  meeting: MEETING,
  talk: TALK,
  training: TRAINING,
} as const satisfies Partial<Record<RecordType, RegExp>>

/** The kinds told by intent alone; the others have readers of their own (records/readers.ts). */
export type BaseKind = keyof typeof PATTERNS

/** The kinds named. Two may stand side by side only where one is plainly a part of the other. */
export function intentOf(open: string, names: Names): Intent {
  const partnerAt = partnerPosition(open, names)
  const at = (type: BaseKind): number => open.search(PATTERNS[type])
  const themeDay = at('theme_day') >= 0
  const meeting = at('meeting') >= 0
  const training = at('training')
  const talk = at('talk')
  const partnerSaid = partnerAt >= 0
  const trainsToo = training >= 0 && SEQUENCE.test(open)
  const talks = talk >= 0 && (partnerSaid || !(training >= 0 && training < talk))
  // 支委会研究了下周的主题党日: what the meeting was about.
  if (
    themeDay &&
    meeting &&
    at('meeting') < at('theme_day') &&
    TALKED_OVER.test(open.slice(at('meeting'), at('theme_day')))
  )
    return { types: ['meeting'], partnerSaid }
  if ((themeDay || meeting) && trainsToo)
    return { types: [themeDay ? 'theme_day' : 'meeting', 'training'], partnerSaid }
  if (themeDay)
    return {
      types: talks && partnerSaid ? ['theme_day', 'talk'] : meeting ? ['theme_day', 'meeting'] : ['theme_day'],
      partnerSaid,
    }
  // 和小雨谈心，主要是民主评议的事: a meeting in the clause of what was talked about took place elsewhere.
  if (meeting && talks && partnerSaid && talk < at('meeting') && TALKED_ABOUT.test(open.slice(talk)))
    return { types: ['talk'], partnerSaid }
  if (meeting) return { types: talks && partnerSaid ? ['meeting', 'talk'] : ['meeting'], partnerSaid }
  if (talks) {
    // 和赵阳谈话，聊了学习情况: studying named after the talk is its subject.
    const both = training >= 0 && training < talk && !/学习(?:情况|工作)/.test(open.slice(training, training + 4))
    return { types: both ? ['training', 'talk'] : ['talk'], partnerSaid }
  }
  if (training >= 0) return { types: ['training'], partnerSaid }
  return { types: [], partnerSaid }
}

function partnerPosition(open: string, names: Names): number {
  for (const match of open.matchAll(WITH)) {
    const at = match[0] === '@' ? match.index : match.index + match[0].length
    const person = memberAt(open, at, names) ?? readPerson(open, at, names)
    if (person && TALK_VERB.test(open.slice(person.end, person.end + 24).split(/[。;；\n]/)[0] ?? ''))
      return match.index
  }
  return -1
}
