import type { Scan } from '../scan.js'

/** Departments as a hall has them: 客房部, 会务中心, 宾馆部, 保安队. They are in no list, so they are told by their ending. */

const HEAD = '[\\u4E00-\\u9FFF]{1,5}?'
const ENDING =
  '(?:部门|部(?!门|分|署|委|级|队|长|位|件)|科(?!学|技|长|目)|处(?!罚|理|长|置|于)|组(?!织|长|成|合)|(?<=保洁|保安|工程|水电|前厅|运行|维修|服务|会务|餐饮|客房|绿化|早|中|夜)班(?!子|长|次|级|车|会|组)|班组|中心|队(?!员|长|伍|列)|楼层|岗(?!亭|位|前))'
const WHOLE =
  '(?:[\\u4E00-\\u9FFF]{0,3}(?:餐厅|食堂|宾馆|前台|厨房|大堂吧|物业|洗涤房|洗衣房|布草房|锅炉房|配电房|机房|花房|库房|仓库|票务处|总台|商务中心|健身房|咖啡厅|西餐厅|中餐厅|宴会厅|音控室|监控室|车队|办公室|服务台)|质管员|宾馆员工|客房员工|服务员|会务员|新员工)'
/** 质管员10号查出来…: he found it, and is not whom it was found with. */
const FINDER = '质管员(?=[^,，。;；\\n]{0,8}(?:查|发现|巡|开|下发|反馈|说|提|检))'
const NOT = `(?!${FINDER}|一张|各|两张|支部|全部|干部|党支部|内部|外部|本部|支委|各部|党部|一部|检查组|督导组|支部自)`
const NAME = `${NOT}(${WHOLE}(?!部)|${HEAD}${ENDING})`
/** 给客房部开了, 对餐饮部, 餐饮部因…. */
const TOWARDS = new RegExp(
  `(?:给|对|向|在|为|到|抽查|抽测|检查|测试|考核|发现|查到|部门[:：]?|对象[:：]?)了?${NAME}(?:的|进行|开展|员工|人员)?`,
)
/** 已开整改单给工程部: whom it was written to comes before where it was found. */
const GIVEN_TO = new RegExp(`(?<=\\uE001)\\s?(?:给|发给|开给|下给|发|是给|是)了?${NAME}(?=$|[\\s,，。;；了的])`)
/** 已给维修班发…单: before any place where something was found. */
const GIVING = new RegExp(`(?:给|对|向)了?${NAME}(?=(?:又|再)?(?:开|发|下|出具|签发|\\uE001))`)
const OPENS = new RegExp(
  `(?<=^|[\\s,，。;；:：、()（）\\]】!！\\n\\uE001])(?:(?:[就都也又]?是|属于?|算)(?![\\s,，]))?${NAME}(?:的(?:事儿?|责任|锅|毛病)?|那[张份])?(?=$|[\\s,，。;；:：、()（）\\n\\uE001]|因|由于|被|存在|发现|有|没|未|不|员工|卫生|地面|服务|布草|茶|会|台|[\\u4E00-\\u9FFF\\dA-Za-z])`,
  'g',
)

/** 给保洁公司发了: whoever a slip is written to. */
const WRITTEN_TO = /(?:给|对|向)((?!大家|我|他|她|你)[\u4E00-\u9FFF]{2,8}?)(?=开|发|下|出具|\uE001)/
/** 保洁那边开了: a name that needs no ending. */
const SIDE = /(?<=^|[\s,，。;；:：\uE001])(?:给|对|向|在)?([\u4E00-\u9FFF]{2,5}?)(?:那边|这边|那里|那头)(?:的)?/
/** 一张餐饮部一张客房部, 各一张. */
const SHARED_OUT = /[一1两2]张[^,，。;；\n单]{1,8}[一1两2]张|各(?:开|发)?(?:了)?[一1两2]张/

const JOINED = new RegExp(
  `^[、和及与跟]${NAME}(?=$|[\\s,，。;；、]|都|各|[一两二]张)|^[、和及与跟][\\u4E00-\\u9FFF]{1,4}?(?:部(?!门|分|位|署)|科(?!学|技)|中心)`,
)

export interface Department {
  name?: string
  several?: boolean
}

/** 花木班 as a clause of its own. */
const TEAM = /(?<=^|[\s,，。;；:：\uE001])((?![加值补上调换]班)[\u4E00-\u9FFF]{1,4}班)(?=$|[\s,，。;；:：])/

/** The department said, its words claimed. */
export function takeDepartment(scan: Scan): Department {
  const several = SHARED_OUT.test(scan.text)
  const towards =
    scan.first(GIVEN_TO) ??
    scan.first(SIDE) ??
    scan.first(GIVING) ??
    scan.first(TOWARDS) ??
    scan.first(WRITTEN_TO) ??
    scan.first(TEAM)
  const found = towards ? [] : scan.all(OPENS)
  // 停车场闸机组件坏了，…，保安队: a clause that is nothing else names it surely.
  const alone = found.find(({ end }) => /^(?:$|[\s,，。;；、:：()（）\uE001])/.test(scan.open.slice(end)))
  const first = towards ?? alone ?? found[0]
  if (!first) return several ? { several } : {}
  // 抽查 before the name is the kind's own word; a mere preposition goes with the name.
  const lead = /^\s?(?:[发开下是]?给|发|是|对|向|在|为|到|部门[:：]?|对象[:：]?)/.test(first.text)
    ? 0
    : first.text.indexOf(first.groups[0] as string)
  scan.claim({ start: first.start + lead, end: first.end })
  const name = (first.groups[0] as string).replace(/^(?:给|对|向|今天|昨天|了|的)+/, '')
  const others = new Set(found.filter((one) => one !== first).map(({ groups }) => groups[0]))
  others.delete(name)
  const listed = [...others].some((other) => other !== undefined && /[部科]$/.test(other))
  // 餐饮部、客房部: one joined to the other.
  const joined = JOINED.test(scan.text.slice(first.end - (/[的了]$/.test(first.text) ? 1 : 0)))
  return listed || several || joined ? { name, several: true } : { name }
}
