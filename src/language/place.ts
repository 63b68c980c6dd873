import { membersIn, type Names } from './people/find-person.js'
import type { Scan } from './scan.js'

/** Where it took place; the words are claimed. Outings keep their verb for the topic (去南湖革命纪念馆参观). */
export interface Place {
  place?: string
  /** What was done at the place, when going there was the point: 参观. */
  visit?: string
}

const CHAR = '[\\u4E00-\\u9FFFA-Za-z0-9·#"“”-]'
const KIND =
  '(?:会议室|活动室|活动中心|[\\u4E00-\\u9FFF]{2,4}之家|党群服务中心|谈心谈话室|谈话室|谈心室|谈心角|谈心小屋|小屋|茶水间|休息区|办公室|阅览室|图书室|图书馆|会议厅|多功能厅|报告厅|展厅|大厅|礼堂|大会堂|会堂|纪念馆|博物馆|博物院|陈列馆|展示馆|美术馆|档案馆|科技馆|规划馆|展览馆|纪念碑|纪念园|陵园|烈士墓|故居|旧址|会址|基地|教室|食堂|餐厅|影院|电影院|剧院|影城|广场|公园|园区|社区|街道|党校|学校|学院|大学|医院|酒店|宾馆|公司|中心|法院|监狱|检察院|书店|咖啡厅|茶室|休息室|值班室|培训室|电教室|机房|操场|花园|湖边|河边|走廊|车间|工地|营地|服务台|前台|[一二三四五六七八九十\\d]+号?楼|楼下|[一二三四五六七八九十\\d]层|村|镇|馆|室|厅|堂|园|家里|家中)'
const AT = new RegExp(
  `(?:在|于|假座)(?!室[内外])(${CHAR}{0,16}?${KIND}(?:${CHAR}{0,8}?(?:室|厅|馆|楼|堂|中心|基地))?)(?=$|[^\\u4E00-\\u9FFFA-Za-z0-9]|(?:里|内|中)?(?:集中|自学|学(?!校|院|习室)|开|召|举|进|组|和|跟|与|同|观|收|听|看|给|为|上|谈(?!话室|心室)|聊|讲|做|作|参|接|由|对|找|约|单|就|面|过|搞|办|线|专|集|支|全|我|大|主|传|讨|研))`,
  'g',
)
/** 在活动室包饺子: a room, whatever is done there. */
const IN_ROOM = new RegExp(
  `(?:在|于)(${CHAR}{0,10}?(?:会议室|活动室|活动中心|党员之家|谈话室|谈心室|谈心角|谈心小屋|办公室|阅览室|多功能厅|报告厅|会议厅|培训室|教室|食堂|餐厅|茶水间|休息室|值班室|[\\u4E00-\\u9FFF]{2}之家|陵园|操场|球场|球馆|体育馆|健身房|敬老院|福利院))(?![门旁外边附里内])(?=[\\u4E00-\\u9FFF])`,
  'g',
)
const ONLINE_AT = /(?:在|通过|用)(腾讯会议|钉钉(?:直播)?|飞书|浙政钉|企业微信|微信群|线上|网上)(?:上)?/g
const GO = new RegExp(
  `(?:去|到|赴|前往|走进|来到)了?(?!参观|瞻仰|考察|祭扫|观看)(${CHAR}{1,18}?(?:${KIND}|[湖山岛](?=参观|学习|考察|瞻仰|种|植|开展|捡|清|$|[\\s,，。])))(?:了)?(?:进行|开展)?(参观学习|参观|学习|考察|瞻仰|祭扫|扫墓|接受教育|调研|开展|实地)?`,
  'g',
)
const VISITED = new RegExp(
  `(?:参观|瞻仰|考察|祭扫)了?(${CHAR}{1,18}?(?:${KIND}|[湖山岛]|古镇|景区|湿地|老街|渡口|大桥|码头))(?=$|[^\\u4E00-\\u9FFFA-Za-z0-9]|的|了)`,
  'g',
)
/** 在205: a room by its number alone. */
const ROOM_NUMBER = /在(\d{3,4})(?:室|房间)?(?=$|[\s,，。;；])/
/** 去嘉兴南湖外出考察: any place will do when the words say that it was an outing. */
const OUTING = new RegExp(
  `(?:去|到|赴|前往)了?(${CHAR}{2,12}?)(?:进行|开展)?(?:外出|实地)(?:考察|参观|学习)(?:学习)?`,
  'g',
)
const ALONE = new RegExp(
  `(?<=^|[\\s,，。;；:：\\uE001])(${CHAR}{0,10}?(?:会议室|活动室|谈话室|谈心室|办公室|党员之家|多功能厅|报告厅|阅览室|教室|礼堂|活动中心|党群服务中心|会议厅|大会堂|图书馆|食堂|接待室|休息室|茶室|培训室|影院|影城|剧院|放映厅|体育馆|健身房|贵宾室|贵宾厅|接待厅|操场|大厅|一号厅|二号厅|三号厅)|${CHAR}{0,8}?[一二三四五六七八九十\\d]{1,2}(?:号?楼|层))(?=$|[\\s,，。;；\\uE001]|(?:集中学|学习(?!室)|观看|收看|召开|开了|组织|举行|传达|座谈|交流|讨论|研讨|谈心|谈话|开展|进行|包|做))`,
  'g',
)

export function findPlace(scan: Scan, names: Names): Place {
  const online = scan.take(new RegExp(ONLINE_AT.source))
  const at = first(scan, AT) ?? first(scan, IN_ROOM) ?? first(scan, ALONE)
  if (at) {
    const said = at.groups[0] as string
    // 在一楼会议室老陈讲的: the next member begins another thing.
    const person = membersIn(said, names).find((ref) => ref.start > 0)
    const place = person ? said.slice(0, person.start) : said
    scan.claim({ start: at.start, end: at.end - (said.length - place.length) })
    return { place: clean(place) }
  }
  const number = scan.take(ROOM_NUMBER)
  if (number) return { place: number.groups[0] }
  const outing = first(scan, OUTING)
  if (outing) {
    const place = clean(outing.groups[0] as string)
    scan.claim({ start: outing.start, end: outing.end })
    return { place, visit: `考察${place}` }
  }
  const go = first(scan, GO)
  if (go) {
    scan.claim(go)
    const place = clean(go.groups[0] as string)
    const verb = go.groups[1]
    if (verb === undefined || verb === '开展' || verb === '实地') return { place }
    // 到烈士陵园祭扫 is said in this order, 参观…馆 in the other.
    return { place, visit: /祭扫|扫墓/.test(verb) ? `${place}${verb}` : `${verb}${place}` }
  }
  const visited = first(scan, VISITED)
  if (visited) return { place: clean(visited.groups[0] as string) }
  return online ? { place: online.groups[0] } : {}
}

const first = (scan: Scan, pattern: RegExp) => scan.all(pattern)[0]

const clean = (place: string): string => place.replace(/^(?:了|我们|单位的?|咱们?)/, '').replace(/(?:里|内)$/, '')
