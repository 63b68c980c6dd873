import type { Scan } from '../scan.js'

/** Departments as a hall has them: 客房部, 会务中心, 宾馆部, 保安队. They are in no list, so they are told by their ending. */

const HEAD = '[\\u4E00-\\u9FFF]{1,5}?'
const ENDING =
  '(?:部门|部(?!门|分|署|委|级|队|长|位|件)|科(?!学|技|长|目)|处(?!罚|理|长|置|于)|组(?!织|长|成|合)|(?<=保洁|保安|工程|水电|前厅|运行|维修|服务|会务|餐饮|客房|绿化|早|中|夜)班(?!子|长|次|级|车|会|组)|班组|中心|队(?!员|长|伍|列)|楼层|岗)'
const WHOLE =
  '(?:[\\u4E00-\\u9FFF]{0,3}(?:餐厅|食堂|宾馆|前台|厨房|大堂吧|物业|洗涤房|洗衣房|布草房|锅炉房|配电房|机房|花房|库房|仓库|票务处|总台|商务中心|健身房|咖啡厅|西餐厅|中餐厅|宴会厅|音控室|监控室|车队|办公室|服务台)|质管员|宾馆员工|客房员工|服务员|会务员|新员工)'
const NOT = '(?!一张|各|两张|支部|全部|干部|党支部|内部|外部|本部|支委|各部|党部|一部|检查组|督导组|支部自)'
const NAME = `${NOT}(${WHOLE}(?!部)|${HEAD}${ENDING})`
/** 给客房部开了, 对餐饮部, 餐饮部因…. */
const TOWARDS = new RegExp(
  `(?:给|对|向|在|为|到|抽查|抽测|检查|测试|考核|发现|查到|部门[:：]?|对象[:：]?)了?${NAME}(?:的|进行|开展|员工|人员)?`,
)
const OPENS = new RegExp(
  `(?<=^|[\\s,，。;；:：、()（）\\n\\uE001])${NAME}(?:的)?(?=$|[\\s,，。;；:：、()（）\\n\\uE001]|因|由于|被|存在|发现|有|没|未|不|员工|卫生|地面|服务|布草|茶|会|台|[\\u4E00-\\u9FFF\\d])`,
  'g',
)

/** 给保洁公司发了: whoever a slip is written to. */
const WRITTEN_TO = /(?:给|对|向)((?!大家|我|他|她|你)[\u4E00-\u9FFF]{2,8}?)(?=开|发|下|出具|\uE001)/
/** 保洁那边开了: a name that needs no ending. */
const SIDE = /(?<=^|[\s,，。;；:：\uE001])(?:给|对|向|在)?([\u4E00-\u9FFF]{2,5}?)(?:那边|这边|那里|那头)(?:的)?/
/** 一张餐饮部一张客房部, 各一张. */
const SHARED_OUT = /[一1两2]张[^,，。;；\n单]{1,8}[一1两2]张|各(?:开|发)?(?:了)?[一1两2]张/

export interface Department {
  name?: string
  several?: boolean
}

/** 花木班 as a clause of its own. */
const TEAM = /(?<=^|[\s,，。;；:：\uE001])((?![加值补上调换]班)[\u4E00-\u9FFF]{1,4}班)(?=$|[\s,，。;；:：])/

/** The department said, its words claimed. */
export function takeDepartment(scan: Scan): Department {
  const several = SHARED_OUT.test(scan.text)
  const towards = scan.first(SIDE) ?? scan.first(TOWARDS) ?? scan.first(WRITTEN_TO) ?? scan.first(TEAM)
  const found = towards ? [] : scan.all(OPENS)
  const first = towards ?? found[0]
  if (!first) return several ? { several } : {}
  // 抽查 before the name is the kind's own word; a mere preposition goes with the name.
  const lead = /^(?:给|对|向|在|为|到|部门[:：]?|对象[:：]?)/.test(first.text)
    ? 0
    : first.text.indexOf(first.groups[0] as string)
  scan.claim({ start: first.start + lead, end: first.end })
  const name = (first.groups[0] as string).replace(/^(?:给|对|向|今天|昨天|了|的)+/, '')
  const others = new Set(found.slice(1).map(({ groups }) => groups[0]))
  others.delete(name)
  const listed = [...others].some((other) => other !== undefined && /[部科]$/.test(other))
  return listed || several ? { name, several: true } : { name }
}
