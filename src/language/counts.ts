import { NUMBER, parseNumber } from './chinese-numerals.js'
import { isCorrected } from './corrections.js'
import type { Found, Scan } from './scan.js'

/** Headcounts (SCHEMA §1 "People"): 应到 → `expected`, 实到 / N个人 / N人全到 → `actual`. */
export interface Counts {
  expected?: number
  actual?: number
  /** N人全到: nobody was missing. */
  complete?: boolean
  /** 缺席1人, 请假两人: to be held against the names. */
  missing?: number
  doubt?: boolean
}

const N = NUMBER.replace('(?:', '(')
const PEOPLE =
  '\\s?(?:个人|名党员|名同志|位同志|名成员|位党员|名干部|名员工|人次|人|名|位|个(?!小时|钟|学时|半|月|星期|礼拜|议题|问题|方面|专题))'
const LABEL_GAP = '(?:人数|党员|人员)?(?:[:为是有]|共)?\\s?'

const BOTH = new RegExp(
  `(?:应到、?实到|应到和实到|应、实到)(?:人数)?(?:都|均|各)?(?:为|是|:)?\\s?${N}\\s?(?:个人|人|名)?`,
  'g',
)
const EXPECTED = new RegExp(`应(?:该)?(?:到会?|参加|出席|参会|来)${LABEL_GAP}(?:党员)?\\s?${N}(?:${PEOPLE})?`, 'g')
const EXPECTED_AFTER = new RegExp(`${N}${PEOPLE}应到`, 'g')
const ACTUAL_AFTER = new RegExp(`${N}${PEOPLE}实到`, 'g')
/** 7人到了6个: of how many. */
const EXPECTED_OF = new RegExp(
  `(?<=^|[\\s,，。;；\\uE001])(?:支部|我们|咱们?|一共|总共|全支部)?${N}\\s?(?:个人|个党员|名党员|人|名|个)(?:里面?|中|当中)?[,，]?(?=(?:就|只|仅)?实?(?:到|来)了?\\s?${NUMBER}\\s?(?:个|人|名|位))`,
  'g',
)
const ACTUAL = new RegExp(
  `实(?:到会?|际到会?|际参加|际出席|际来了?|际到了|际参会|际有|参加|有|际(?=\\s?[:是为]?\\s?[\\d一二两三四五六七八九十]{1,3}(?:人|名|个|位)))${LABEL_GAP}\\s?${N}(?:${PEOPLE})?`,
  'g',
)
const MISSING = new RegExp(
  `(?:缺席|请假|缺勤|未到|因事请假|缺|没来|没到)(?:了|人员|人数)?[:]?\\s?${N}\\s?(?:个人|人|名|位|个)(?![^,，。;；]{1,8}[一另]一?个)`,
  'g',
)
const MISSING_AFTER = new RegExp(
  `${N}\\s?(?:个人|人|名|位)(?:因[^,，。;；\\s\\uE001]{1,6})?(?:请假|缺席|没来|没到|未到|缺勤)`,
  'g',
)
const COMPLETE = new RegExp(
  `(?:支部|我们|咱们|党员)?${N}${PEOPLE}(?:党员|同志)?(?:全(?:部|都|员)?|都|均|悉数)\\s?(?:到齐?了?|到场|到会|到位|参加了?|参会|参与了?|出席了?|来了|去了|在场?|在|到了|(?:作|做)?(?:交流)?发了?言了?|表了?态了?|(?:作答|答题|答完|答卷|做完|做题|提交|交卷|考完|考|答|做|学完|参训|签到|打卡)了|完成(?:了|作答|答题)?(?=$|[\\s,，。;；\\uE001]))|(?:支部|我们|咱们|党员)?(?!(?<![十百])[一1]个)${N}${PEOPLE}(?:一个)?(?:都|也)?(?:没少|不少|没缺|不缺|不落)`,
  'g',
)
const ALL_CAME = new RegExp(
  `${N}${PEOPLE}(?:党员|同志)?(?:都|全)?(?:齐齐整整|整整齐齐|到齐|齐)了?(?:地?(?:到|来)了?)?(?![心抓])`,
  'g',
)
const COMPLETE_LABEL = new RegExp(
  `(?:全员|全体|全部)(?:党员)?\\s?${N}\\s?(?:个人|人|名)(?:参加|到齐|全到|到会|都到了)?|${N}(?:个人|人|名党员|名)全[员体](?=$|[\\s,，。;；])`,
  'g',
)
const CAME_BEFORE = new RegExp(
  `(?:(?:共有?|一共有?|总共|合计|共计)?(?:签到|到会|到课|到岗|在岗|上岗|上阵|出席|参会|参加|参训|参与|参赛|到场|(?:来)?听(?:课|讲)?的(?=共|一共|有|\\d|[一二两三四五六七八九十])|听课|听讲|旁听|出动|派出|抽调|选派|来了|到了|去了|参学|受众|听众)(?:人数|人员|党员|的)?(?:[:为是共有了约]|一共|总共){0,2}\\s?${N}(?:多|余|来)?${PEOPLE}|(?:(?:参加|参会|参训|出席|到会|学习|培训|捐款|总|到|听课|受训)人数[:为是]?|(?<=^|[\\s,，。;；\\uE001])(?:共|一共|就|只|实际)?到(?:了|齐)?(?=\\s?(?:\\d{1,3}|[一二三四五六七八九十]{1,2})\\s?[个人名])|(?<=^|[\\s,，。;；\\uE001])人数[:为是]?)\\s?${N}(?:${PEOPLE})?)`,
  'g',
)
const CAME_AFTER = new RegExp(
  `(?:共有?|一共|总共|有)?${N}${PEOPLE}(?:党员|同志|群众|干部|员工)?(?:一起|一同)?(?:参加|到会|出席|参会|到场|参训|参与|来了|去了|听了|听(?=$|[\\s,，。;；\\uE001])|到了|听课|参学|在场|观看|收看|去的|来的|到的|(?:一起|集中|集体)?(?:学习了?|学了|看了)|开了)`,
  'g',
)
const TOTAL = new RegExp(`(?:共|一共|总共|合计|共计)\\s?${N}${PEOPLE}`, 'g')
/** 女同志三个人: who they were says nothing of how many. */
const OF_THEM = new RegExp(
  `(?:[男女](?:同志|党员|职工)|全?支部|全?部门|同志们?|职工|党员)(?:共|有)?\\s?${N}\\s?(?:个人|人|名|位)`,
  'g',
)
const WE = new RegExp(`(?:我们|咱们?)${N}(?:个人|个|人)`, 'g')
const ALONE = new RegExp(
  `(?<=^|[\\s,，。;；、()（）\\n\\uE001])${N}\\s?(?:个人|人|[名位]党员|[名位]同志)(?=$|[\\s,，。;；、()（）\\n\\uE001])`,
  'g',
)
const APPROXIMATE =
  /(?:[十百\d]+(?:多|余|来|几)(?:个|名|位)?(?:人|名|党员|同志))|(?:[两二三四五六七八][三四五六七八九]个?人)|(?:大家|不少人|好几个人)(?:差不多)/

interface Said {
  found: Found
  value: number
}

function read(scan: Scan, patterns: readonly RegExp[]): Said[] {
  return patterns.flatMap((pattern) =>
    scan
      .takeAll(pattern)
      .map((found) => ({ found, value: parseNumber(found.groups.find((group) => group) ?? '') ?? -1 })),
  )
}

/** As `read`, but the words stay open: 请假2人 is still the beginning of the list of names. */
function readOpen(scan: Scan, patterns: readonly RegExp[]): Said[] {
  return patterns.flatMap((pattern) =>
    scan.all(pattern).map((found) => ({ found, value: parseNumber(found.groups.find((group) => group) ?? '') ?? -1 })),
  )
}

/** Claims 请假2人 once the names behind it are read. */
export function claimMissing(scan: Scan): void {
  for (const pattern of [MISSING, MISSING_AFTER]) scan.takeAll(pattern)
}

/** The last of several values if each takes back the one before; undefined with `doubt` when they contradict. */
function settle(text: string, said: Said[]): { value?: number; doubt?: boolean } {
  said.sort((a, b) => a.found.start - b.found.start)
  const standing = said.filter((one, index) => {
    const next = said[index + 1]
    return next === undefined || !isCorrected(text.slice(one.found.end, next.found.start))
  })
  const values = new Set(standing.map((one) => one.value))
  if (values.size > 1 || values.has(-1)) return { doubt: true }
  const [value] = values
  return { value }
}

/** 除李响外6人. */
const BESIDES = new RegExp(
  `(?<=除了?[^,，。;；\\s\\uE001]{2,8}外[,，]?)${N}\\s?(?:个人|人|名党员|名)(?=$|[\\s,，。;；])`,
  'g',
)

const SIGNED_UP = new RegExp(
  `(?:报名|招募)(?:了|的|人数)?\\s?${NUMBER}\\s?(?:个人|人|名)|${NUMBER}\\s?(?:个人|人|名|个)报(?:了)?名`,
  'g',
)

/** The headcounts said in what is left of the text; their words are claimed. */
export function findCounts(scan: Scan): Counts {
  if (scan.has(APPROXIMATE)) return { doubt: true }
  // 13个人报名实到11个: only who came counts.
  if (/实到|实际|来了|到了/.test(scan.open)) scan.takeAll(SIGNED_UP)
  const except = read(scan, [BESIDES])
  const both = read(scan, [BOTH])
  const missing = settle(scan.text, readOpen(scan, [MISSING, MISSING_AFTER]))
  const expected = settle(scan.text, [...both, ...read(scan, [EXPECTED, EXPECTED_AFTER, EXPECTED_OF])])
  const complete = read(scan, [COMPLETE, COMPLETE_LABEL, ALL_CAME])
  const said = [...both, ...except, ...complete, ...read(scan, [ACTUAL, ACTUAL_AFTER])]
  const actual = settle(scan.text, [...said, ...read(scan, [CAME_BEFORE, CAME_AFTER, WE, TOTAL, OF_THEM, ALONE])])
  if (missing.doubt || expected.doubt || actual.doubt) return { doubt: true }
  return {
    ...(expected.value === undefined ? {} : { expected: expected.value }),
    ...(actual.value === undefined ? {} : { actual: actual.value }),
    ...(missing.value === undefined ? {} : { missing: missing.value }),
    ...(complete.length > 0 ? { complete: true } : {}),
  }
}
