import { membersIn, type Names } from './people/find-person.js'
import type { Scan } from './scan.js'
import { leftovers } from './topic.js'

/** Where it took place; the words are claimed. Outings keep their verb for the topic (去南湖革命纪念馆参观). */
export interface Place {
  place?: string
  /** What was done at the place, when going there was the point: 参观. */
  visit?: string
}

const CHAR = '[\\u4E00-\\u9FFFA-Za-z0-9·#"“”-]'
const KIND =
  '(?:会议室|活动室|活动中心|[\\u4E00-\\u9FFF]{2,4}之家|党群服务中心|谈心谈话室|谈话室|谈心室|谈心角|谈心小屋|小屋|茶水间|休息区|办公室|阅览室|图书室|图书馆|会议厅|多功能厅|报告厅|展厅|大厅|礼堂|大会堂|会堂|纪念馆|博物馆|博物院|陈列馆|展示馆|美术馆|档案馆|科技馆|规划馆|展览馆|纪念碑|纪念园|陵园|烈士墓|故居|旧址|会址|基地|教室|食堂|餐厅|影院|电影院|剧院|影城|广场|公园|科学院|研究院|研究所|科院|卫生院|农场|林场|园区|社区|街道|党校|学校|学院|大学|医院|养老院|敬老院|福利院|干休所|幼儿园|小学|中学|军营|消防站|派出所|机场|高铁站|植物园|体育馆|体育场|大剧院|音乐厅|书院|祠堂|古城|古村|遗址|酒店|宾馆|公司|中心|法院|监狱|检察院|书店|咖啡厅|茶室|休息室|值班室|培训室|电教室|机房|操场|花园|湖边|河边|走廊|车间|工地|营地|服务台|前台|[一二三四五六七八九十\\d]+号?楼|楼下|[一二三四五六七八九十\\d]层|村|镇|馆|室|厅|堂|园|家里|家中)'
const AT = new RegExp(
  `(?:在|于|假座|搁)(?!室[内外])(${CHAR}{0,16}?(?:${KIND}|湿地|江边|绿道|老街|步行街|景区|农场|林场|茶园|合作社|码头|车站|地铁口|地铁站|路口)(?:${CHAR}{0,8}?(?:室|厅|馆|楼|堂|中心|基地))?)(?=$|[^\\u4E00-\\u9FFFA-Za-z0-9]|(?:里|内|中)?(?:集中|自学|学(?!校|院|习室)|开|召|举|进|组|和|跟|与|同|观|收|听|看|给|为|上|谈(?!话室|心室)|聊|讲|做|作|参|接|由|对|找|约|单|就|面|过|搞|办|线|专|集|支|全|我|大|主|传|讨|研))`,
  'g',
)
/** 在活动室包饺子: a room, whatever is done there. */
const IN_ROOM = new RegExp(
  `(?:在|于)(${CHAR}{0,10}?(?:会议室|活动室|活动中心|党员之家|谈话室|谈心室|谈心角|谈心小屋|办公室|阅览室|多功能厅|报告厅|会议厅|培训室|教室|食堂|餐厅|茶水间|休息室|值班室|[\\u4E00-\\u9FFF]{2}之家|陵园|操场|球场|球馆|体育馆|健身房|敬老院|福利院))(?![门旁外附里内]|边(?![吃走聊喝]))(?=[\\u4E00-\\u9FFF])`,
  'g',
)
const ONLINE_AT =
  /(?:在|通过|用|(?<=^|[\s,，。;；\uE001]))(腾讯会议|钉钉(?:直播)?|飞书|浙政钉|企业微信|微信群|线上|网上)(?:上)?/g
const GO = new RegExp(
  `(?:去|到|赴|前往|走进|来到)(?:的是|了|的(?=[\\u4E00-\\u9FFF]{2}))?(?:一?[趟次])?(?!参观|瞻仰|考察|祭扫|观看)(${CHAR}{1,18}?(?:${KIND}(?![村镇馆街](?:$|[^\\u4E00-\\u9FFF]))|[湖山岛](?=参观|学习|考察|瞻仰|种|植|开展|捡|清|$|[\\s,，。])))(?:了)?(?:进行|开展)?(参观学习|参观|学习|考察|瞻仰|祭扫|扫墓|接受教育|调研|开展|实地)?`,
  'g',
)
const VISITED = new RegExp(
  `(?:参观|瞻仰|考察|祭扫)了?(${CHAR}{1,18}?(?:${KIND}|[湖山岛]|古镇|景区|湿地|老街|渡口|大桥|码头))(?=$|[^\\u4E00-\\u9FFFA-Za-z0-9]|的|了)`,
  'g',
)
/** 烈士陵园扫墓: the house, and what was done there. */
const HOUSE_VISITED =
  /(?<=^|[\s,，。;；:：\uE001])([\u4E00-\u9FFF]{0,12}?(?:纪念馆|博物馆|博物院|陈列馆|展示馆|展览馆|纪念园|纪念碑|陵园|烈士墓|故居|旧址|会址|(?:教育|实践|党性)基地|规划馆|科技馆|美术馆|档案馆|党校|村史馆))(?:里|内|进行|开展)?(参观学习|参观|学习|考察|瞻仰|祭扫|扫墓|研学|见学)(?=$|[\s,，。;；\uE001])/g
/** 到市二院给护士长们讲…: whatever the house is called. */
const TO_TEACH =
  /(?<=^|[\s,，。;；:：\uE001])我?(?:去|到|赴|前往|在)了?((?!给|为|向|\uE001)[\u4E00-\u9FFFA-Za-z0-9]{2,12}?)(?=(?:给|为|向|帮)(?!予|了)[^\s,，。;；\uE000\uE001]{1,10}(?:讲|培训|授课|上(?:了|一)|做|作|辅导))/g
/** 在205: a room by its number alone. */
const ROOM_NUMBER = /在(\d{3,4})(?:室|房间)?(?=$|[\s,，。;；])/
/** 去嘉兴南湖外出考察: any place will do when the words say that it was an outing. */
const OUTING = new RegExp(
  `(?:去|到|赴|前往)了?(${CHAR}{2,12}?)(?:进行|开展)?(?:(?:外出|实地)(?:考察|参观|学习)(?:学习)?|(?:学习|参观)?考察(?:学习)?|参观学习|交流学习|取经)(?!组|团|报告)`,
  'g',
)
const ALONE = new RegExp(
  `(?<=^|[\\s,，。;；:：\\uE001])(${CHAR}{0,10}?(?:会议室|活动室|谈话室|谈心室|办公室|党员之家|多功能厅|报告厅|阅览室|教室|礼堂|活动中心|党群服务中心|会议厅|大会堂|(?:大?会堂|[\\u4E00-\\u9FFF]{0,3}楼)?[东西南北中](?:会议|宴会|展|侧|大)?厅|图书馆|食堂|接待室|休息室|茶室|培训室|影院|影城|剧院|放映厅|体育馆|健身房|贵宾室|贵宾厅|接待厅|操场|大厅|一号厅|二号厅|三号厅|放映室|书画室|财务室|档案室|资料室|监控室|洽谈室|接见厅|候会厅|电教室|阅读室|图书室|展览室|荣誉室|排练厅|宴会厅|西餐厅|餐厅|演播厅|视频会议室|党建室|党员教育室|心理室|健身室|乒乓室|会客室|茶水间|职工书屋|书屋|书吧|职工之家|员工之家|党群驿站|影音室|礼堂)(?:[A-Z]?\\d{1,4}(?![\\d人名年月日号点:.]))?|${CHAR}{0,8}?[一二三四五六七八九十\\d]{1,2}(?:号?楼|层)(?:的?[\\u4E00-\\u9FFFA-Z\\d]{1,5}(?:厅|室|房间|包间|馆|吧))?|[\\u4E00-\\u9FFFA-Z]{1,4}(?<!办公|财政|教育|公安|民政|司法|水利|商务|文旅|科技|交通|农业|卫健|省|大|餐)厅(?=$|[\\s,，。;；\\uE001])|[\\u4E00-\\u9FFFA-Z]{1,8}[楼座栋幢]\\s?\\d{2,4}(?:室|房间)?(?![\\d人名年月日号点:.]))(?=$|[\\s,，。;；\\uE001]|[里内中]?(?:放|开|上|搞|办|看|学|讲|举行|召开|进行|谈|聊|弄)的(?=$|[\\s,，。;；\\uE001])|[里内中]?(?:集中学|学习(?!室)|学(?![校院习])|观看|收看|召开|开了|组织|举行|传达|座谈|交流|讨论|研讨|谈心|谈话|开展|进行|包|做))`,
  'g',
)

/** Nooks, yards and houses that no subject is named after. */
const NOOK =
  '(?:书吧|书屋|书房|书记室|财务室|档案室|资料室|图书角|阅读角|读书角|党建角|初心角|谈心屋|谈心驿站|党群驿站|驿站|会客室|会客厅|洽谈室|接待室|天井|露台|阳台|天台|平台|楼顶|屋顶|走廊|过道|楼道|楼梯口|楼梯间|电梯口|楼下|楼上|车棚|车库|车上|停车场|地下室|门口|门厅|门卫(?:室|处)?|传达室|保安室|岗亭|大厅|大堂|大堂吧|前台|总台|吧台|后厨|厨房|食堂|餐厅|宿舍|寝室|花园|院子|院里|后院|操场|球场|球馆|体育馆|健身房|湖边|江边|河边|池边|树下|亭子|凉亭|长廊|林荫道|绿道|休息区|会客区|等候区|办公区|工位|休息室|休息间|吸烟区|吸烟点|茶室|茶馆|茶楼|茶舍|茶社|茶坊|茶庄|茶餐厅|书店|饭店|饭馆|茶吧|茶歇区|咖啡厅|咖啡馆|咖啡店|咖啡吧|咖啡角|奶茶店|面馆|小店|之家|工作室|图书室|图书馆|机房|仓库|库房|工具间|更衣室|洗衣房|布草间|配电房|配电间|监控室|控制室|调度室|值班室|值班点|工会室|党员活动室|棋牌室|乒乓球室|茶水间|军休所|干休所|敬老院|养老院|福利院|卫生院|居委会|服务中心|办公室|活动室|活动中心|会议室|会议厅|会议中心|小会议室|谈话室|谈心室|谈心角|接待厅|多功能厅|报告厅|礼堂|会堂|阅览室|教室|培训室|广场|公园|社区|医院|病房|家里|家中|单位|园区|农庄|农家乐|民宿|酒店|宾馆|剧场|剧院|影院|影城|纪念馆|博物馆|美术馆|展厅|体育场|体育中心|会展中心|国博|车站|机场|码头|[一二三四五六七八九十\\d]{1,2}(?:号?楼|层)|[A-Za-z]座)'
/** 登山，宝石山: out of doors. */
const OUTDOORS =
  '(?!去|到|在|游|逛|爬|登|上山|下山|开山)[\\u4E00-\\u9FFF]{1,4}(?:(?<![登爬上下游])山|湖|岛|峰|溪|岭|谷|湿地|古镇|古村|古道|景区|水库|森林公园|植物园|动物园|茶园|果园|采摘园|农场)'
const OF_A_NOOK =
  '(?:[东西南北]?(?:边上?|旁边?|门口?|里面?|内|外面?|前面?|后面?|角落?|侧|区)|楼下|楼上|[\\u4E00-\\u9FFF]{0,4}(?:室|厅|馆|吧|角|亭)|\\d{1,4}(?:室|房间|房)?)'
/** 茶水间，问了问他…; 地儿是档案室: a clause that is nothing but such a place. */
const SPOT = new RegExp(
  `(?<=^|[\\s,，。;；:：()（）\\uE001])(?:地儿|地方|位置|场地)?[是在于就]{0,2}\\s?(${CHAR}{0,8}?${NOOK}${OF_A_NOOK}?)(?:里|内|里头|碰的?头|见的?面)?(?=$|[\\s,，。;；()（）\\uE001])`,
  'g',
)
/** 在食堂边吃边聊, 坐在院子里谈: such a place before what was done there. */
const AT_SPOT = new RegExp(
  `(?:坐|站|约)?[在于](${CHAR}{0,8}?${NOOK}${OF_A_NOOK}?)(?:里|内|里头)?(?=边(?:吃|走|喝)|跟|和|与|找|同|约|陪|谈|聊|坐|见|碰|说|喝|吃|一起|给|为|帮|搞|办|做|包|开|举|组|看|打|唱|写)`,
  'g',
)
const OUTSIDE = new RegExp(`(?<=^|[\\s,，。;；:：()（）\\uE001])(${OUTDOORS})(?=$|[\\s,，。;；()（）\\uE001])`, 'g')
/** Towns that are named without a word for what they are. */
const TOWN =
  '(?:浙江|江苏|安徽|江西|福建|上海|北京|天津|重庆|南京|苏州|无锡|常州|扬州|合肥|黄山|南昌|福州|厦门|广州|深圳|武汉|长沙|成都|西安|青岛|济南|杭州|宁波|温州|嘉兴|湖州|绍兴|金华|衢州|舟山|台州|丽水|萧山|余杭|临平|富阳|临安|桐庐|建德|淳安|千岛湖|慈溪|余姚|奉化|象山|宁海|乐清|瑞安|永嘉|洞头|平阳|苍南|文成|泰顺|海宁|桐乡|乌镇|平湖|嘉善|西塘|海盐|德清|莫干山|长兴|安吉|南浔|诸暨|上虞|嵊州|新昌|柯桥|义乌|东阳|横店|永康|兰溪|武义|浦江|磐安|江山|常山|开化|龙游|普陀|岱山|嵊泗|临海|温岭|玉环|黄岩|椒江|天台|仙居|三门|龙泉|青田|云和|庆元|缙云|遂昌|松阳|景宁)(?:市|县|区|镇|那边|这边)?'
const IN_TOWN = new RegExp(`[在到去赴于](${TOWN})(?!支部|党|会议|的(?:同志|同行|客人))`, 'g')
const TOWN_ALONE = new RegExp(`(?<=^|[\\s,，。;；:：()（）\\uE001])(${TOWN})(?=$|[\\s,，。;；()（）\\uE001])`, 'g')

/** A place without a room's name, where no subject is said that it could be mistaken for: of a talk, an activity, a service. */
export function findSpot(scan: Scan, names: Names): Place {
  const found =
    first(scan, SPOT) ?? first(scan, AT_SPOT) ?? first(scan, OUTSIDE) ?? first(scan, TOWN_ALONE) ?? first(scan, IN_TOWN)
  const said = found?.groups[0]
  if (!found || said === undefined || membersIn(said, names).length > 0) return {}
  scan.claim(found)
  return { place: clean(said).replace(/(?:那边|这边)$/, '') }
}

/** 支部书记办公室: a room called after its holder's post, who is no party to it. */
const OFFICE =
  /(?<=^|[\s,，。;；:：\uE001])(?:在|到|于)?((?:党?支部)?(?:书记|主任|组织委员|支委|行政)(?:的)?办公室)(?:里)?(?=$|[\s,，。;；\uE001谈聊])/

export function findPlace(scan: Scan, names: Names): Place {
  const office = scan.take(OFFICE)
  if (office) return { place: office.groups[0] as string }
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
  const taught = first(scan, TO_TEACH)
  if (taught && membersIn(taught.groups[0] as string, names).length === 0) {
    scan.claim(taught)
    return { place: clean(taught.groups[0] as string) }
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
    const place = clean(go.groups[0] as string)
    const verb = go.groups[1]
    // 去嘉兴南湖参观红船: what was seen there is said too.
    if (
      verb !== undefined &&
      /^[\u4E00-\u9FFF\uE000]{2}/.test(scan.open.slice(go.end)) &&
      !/^(?:学习|活动|了)/.test(scan.open.slice(go.end))
    ) {
      scan.claim({ start: go.start, end: go.end - verb.length })
      return { place }
    }
    scan.claim(go)
    if (verb === undefined || verb === '开展' || verb === '实地') return { place }
    // 到烈士陵园祭扫 is said in this order, 参观…馆 in the other.
    return { place, visit: /祭扫|扫墓/.test(verb) ? `${place}${verb}` : `${verb}${place}` }
  }
  const house = first(scan, HOUSE_VISITED)
  if (house) {
    scan.claim(house)
    return { place: clean(house.groups[0] as string), visit: house.text }
  }
  const visited = first(scan, VISITED)
  if (visited) return { place: clean(visited.groups[0] as string) }
  return online ? { place: online.groups[0] } : {}
}

const first = (scan: Scan, pattern: RegExp) => scan.all(pattern)[0]

const clean = (place: string): string =>
  place
    .replace(/^(?:地点|地方|场地)?(?:还是|仍然?(?:是|在)?|依旧|照旧|不变)(?:在|是|为)?/, '')
    .replace(/^(?:了|我们|单位的?|咱们?)/, '')
    .replace(/(?:里|内)$/, '')

/** 去的嘉兴、湖州: where an outing went, in a clause of its own; claimed. */
export function wentToTowns(scan: Scan, names: Names): string | undefined {
  const found = scan.first(WENT_TO)
  const said = found?.groups[0]
  if (!found || said === undefined || membersIn(said, names).length > 0) return undefined
  scan.claim(found)
  return said
}
const WENT_TO =
  /(?<=^|[\s,，。;；:：\uE001])(?:我们|大家|一起)?(?:(?:去|跑|走)(?:的是|的|了)|(?:目的地|地点)(?:是|为|[:：]))((?![\d一二两三四五六七八九十俩仨几]{1,3}(?:个|人|名|位|天|趟|次))[\u4E00-\u9FFF]{2,8}(?:[、和跟及][\u4E00-\u9FFF]{2,8}){0,3}?)(?:两地|三地|等地|一带)?(?=$|[\s,，。;；\uE001])/

/** 灭火器使用，…，一楼广场: a nook or a yard as a clause of its own, beside what was taught; claimed. */
export function nookAlone(scan: Scan, names: Names): string | undefined {
  const found = scan.first(NOOK_ALONE)
  const said = found?.groups[0]
  if (!found || said === undefined || membersIn(said, names).length > 0) return undefined
  const others = leftovers(scan.open).filter(({ text, start }) => text.length > 2 && start !== found.start)
  if (others.length === 0) return undefined
  scan.claim(found)
  return said
}
const NOOK_ALONE =
  /(?<=^|[\s,，。;；\uE001])((?!走进|参观|学习|走访|慰问|打扫|建设|平安|美丽|我们|关于|消防|通道)[\u4E00-\u9FFFA-Za-z\d]{0,6}(?:广场|机房|操场|大厅|大堂|门厅|院子|后院|空地|停车场|车库|地下室|后厨|宴会厅|露台|平台|前台|吧台|总台|仓库|库房|布草间|配电房|监控室|控制室|值班室|更衣室|练功房|样板间|客房|包厢|舞台|后台|贵宾厅|候会室|茶水间|食堂|餐厅|礼堂|影厅|影院|剧场|会堂|宾馆|酒店|党校|训练场|训练室|实训室|文化宫|文化馆|体育馆|图书馆|少年宫)(?:门口|前|里|内|外)?)(?=$|[\s,，。;；\uE001])/

/** 外出考察 绍兴 周恩来纪念馆; 捡垃圾 西溪湿地: a clause that is nothing but a place; claimed. */
export function placeAlone(scan: Scan): string | undefined {
  const found = leftovers(scan.open).find(({ text }) => PLACE_NAME.test(text))
  if (!found) return undefined
  scan.claim({ start: found.start, end: found.start + found.text.length })
  return found.text
}
const PLACE_NAME =
  /^(?!走进|参观|学习|走访|慰问|打扫|清扫|服务|美丽|建设|平安|我们|关于)[\u4E00-\u9FFF]{1,14}(?:(?<=..)馆|博物院|中心|基地|(?<=..)园|村|大?会堂|旧址|故居|古镇|镇|[^江西]湖|山|岛|厂|公司|集团|广场|景区|法院|监狱|学院|党校|纪念碑|陵园|老街|码头|渡口|现场|示范点|社区|湿地|古道|步道|公园|福利院|敬老院|[东南西北正]门)$/
