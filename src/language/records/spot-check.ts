import type { SpotCheckKind } from '../../core/entry.js'
import type { SpotCheckMeaning } from '../../core/meaning.js'
import { checkLeftovers } from '../checks.js'
import { parseNumber } from '../chinese-numerals.js'
import { factsOf, openScan, zoneOf } from '../facts.js'
import type { Scan } from '../scan.js'
import { takeDepartment } from './department.js'
import { readGathering } from './gathering.js'
import { joined, type Reader, restOf } from './reading.js'

/** A spot check or a test of training (SCHEMA §3 `spot_check`; domain.md P14). */

const KINDS: readonly (readonly [SpotCheckKind, RegExp])[] = [
  [
    '抽查',
    /(?:开展|进行|组织|不定时|随机|现场|做|搞)*了?(?:一次)?(?:培训|业务|学习)?(?:抽查|抽测|突击检查)(?:了|登记|检查)?/g,
  ],
  [
    '测试',
    /(?:开展|进行|组织|参加|完成|做|搞)*了?(?:一次)?(?:业务|知识|理论|技能)?(?:测试|测验|考试|考核测试|摸底(?:测试|考试)?)(?:了|登记)?/g,
  ],
]
const SCORE =
  /(?:平均|最高|最低|综合|总|得|评|打|考)?(?:成绩|分数|得分|分)?(?:为|是|了|[:：])?\s?(?<![\d.:一二三四五六七八九十百])(\d{1,3}(?:\.\d{1,2})?|[一二三四五六七八九十百零]{1,4})分(?!钟|之|别|享|析|组|开|成|工|管)/g
const SCORE_LABEL = /(?:得分|成绩|分数|评分|平均分?|均分)(?:为|是|[:：])?\s?(\d{1,3}(?:\.\d{1,2})?)(?!\s?[\d.:人名])/
const RESULT_LABEL =
  /(?:结果|结论|等次|评定)(?!登记|如下|汇总|通报|公示|反馈|来了|出来)(?:为|是|[:：])?\s?([^\s,，。;；\n\d\uE001]{1,16})/
/** 合格率95% */
const RATE = /(?:合格|通过|达标|正确|优秀)率(?:为|是|达)?\s?\d{1,3}(?:\.\d{1,2})?%/
const RESULT =
  /(?:全部|全员|均|都|基本|整体|总体)?(?:优秀|良好|合格|不合格|达标|未达标|不达标|通过|未通过|较好|较差|一般|及格|不及格|满分|符合要求|掌握较好)(?=$|[\s,，。;；\n\uE001]|\d)/
/** 补考3人: how some fared is a note, not the headcount. */
const RETAKE =
  /(?:其中)?(?:\d{1,2}|[一二两三四五六七八九十])\s?(?:个?人|名)(?:补考|缺考|不合格|不及格|未通过|优秀|合格)|(?:补考|缺考|不合格|不及格|未通过|优秀|合格)(?:的)?(?:有|共)?\s?(?:\d{1,2}|[一二两三四五六七八九十])\s?(?:个?人|名)/
/** 最低78最高96: beside the one score that counts, a note. */
const EXTREMES = /(?:最低|最高)(?:分|得分)?(?:为|是|有)?\s?\d{1,3}(?:\.\d)?分?/g
/** 抽测了会务组五个人的端茶礼仪: how many of them. */
const SAMPLED =
  /(?<![第\d])(\d{1,2}|[一二两三四五六七八九十]{1,2})\s?(?:个|名|位)?(?:人|员工|服务员|队员|新人|同事)的?(?=[\u4E00-\u9FFF]{2})(?!参加|到|全|都|合格|不|补考|缺考|优秀|通过|没|未|请假)/
const FOUND = /^(?:其中)?(?:发现|存在|查出|缺|主要问题)/
const NOISE = {
  start: /^(?:对|内容|主题|关于|的|情况|针对|发现|登记|员工|人员|题目|科目|范围|部门|对象|对于)+(?=.{2})/,
  end: /(?:的|情况|进行|开展|知识)+$/,
}

const CHECK = /抽查|抽测|突击检查/
const TEST = /(?:测试|测验|考试|摸底)(?!版|环境|一下|费|中心|机|系统|数据|账号|用例)/
/** Whose test it is, or in what; a child's exam and a driving test are none of the branch's. */
const OF_WORK =
  /[部科组队](?=$|[\s,，。;；对进的\d:：])|员工|质管员|服务员|培训|业务|知识|礼仪|消防|支部|党[^员]|技能|岗位|应知应会|全员|\d\s?人|全体/
const OWN_LIFE = /孩子|儿子|女儿|驾照|驾校|科目|期中|期末|高考|中考|公务员|考研|接口|功能|软件|网速|我考/

export const namesSpotCheck = (open: string): boolean =>
  CHECK.test(open) || (TEST.test(open) && OF_WORK.test(open) && !OWN_LIFE.test(open))

export const readSpotCheck: Reader = ({ text, utterance, trace }) => {
  const scan = openScan(text, trace)
  const extremes = /平均|均分/.test(text) ? scan.takeAll(EXTREMES) : []
  const score = scan.as('score', 'records/spot-check.ts takeScore', () => takeScore(scan))
  const facts = factsOf(scan, utterance)
  const sampled = scan.take(SAMPLED)
  const retake = scan.take(RETAKE)
  const result = scan.as('result', 'records/spot-check.ts takeResult', () => takeResult(scan))
  const department = scan.as('department', 'records/department.ts takeDepartment', () => takeDepartment(scan))
  const kinds = KINDS.filter(([, pattern]) => scan.all(pattern).length > 0)
  for (const [, pattern] of kinds) scan.as('kind', 'records/spot-check.ts KINDS', () => scan.takeAll(pattern))
  if (kinds.length > 1) facts.doubts.push({ fields: ['kind'], question: '是抽查还是测试？各记一条请分开说。' })
  const { fields } = readGathering(facts, { noRoles: true })
  const record: Partial<SpotCheckMeaning> & { type: 'spot_check' } = { type: 'spot_check', ...fields }
  const people = sampled && parseNumber(sampled.groups[0] as string)
  if (people !== undefined && record.actual === undefined) record.actual = people
  const kind = kinds[0]?.[0]
  if (kind) record.kind = kind
  else facts.errors.push({ error: 'missing_field', fields: ['kind'] })
  if (department.name !== undefined) record.department = department.name
  if (department.several)
    facts.doubts.push({ fields: ['department'], question: '说到了不止一个部门，请一个部门一条。' })
  if (result !== undefined) record.result = result
  if (score.value !== undefined) record.score = score.value
  if (score.several) facts.doubts.push({ fields: ['score'], question: '说到了不止一个分数，记哪一个？' })
  const told = result !== undefined || score.value !== undefined || record.actual !== undefined
  // A member who says that there was a check is chatting; one who keeps the ledger may give the result later.
  const keeper = utterance.senderRoles.some((role) => role !== 'member')
  if (!told && (record.department === undefined || !keeper))
    facts.doubts.push({ fields: ['department', 'result'], question: '抽查（测试）的是哪个部门、结果怎样？' })
  const note = [...extremes, ...(retake ? [retake] : [])].map((found) => found.text).join('，')
  if (note !== '' && record.note === undefined) record.note = note
  const topic = joined(restOf(scan, NOISE))
  if (topic !== undefined) record.topic = topic
  const zone = zoneOf(facts, 'topic')
  // What was found is free text (发现缺2次签到), unless it names people.
  const findings = restOf(scan).filter((part) => FOUND.test(part.text))
  checkLeftovers(facts, [...(zone ? [zone] : []), ...findings])
  return { facts, records: [record], evident: result !== undefined || score.value !== undefined }
}

function takeScore(scan: Scan): { value?: number; several: boolean } {
  const found = [...scan.takeAll(SCORE)]
  const labelled = found.length === 0 ? scan.take(SCORE_LABEL) : undefined
  const values = new Set(
    [...found, ...(labelled ? [labelled] : [])].map(({ groups }) => parseNumber(groups[0] as string) ?? Number.NaN),
  )
  const [value] = values
  return { several: values.size > 1, ...(value === undefined ? {} : { value }) }
}

function takeResult(scan: Scan): string | undefined {
  const rate = scan.take(RATE)
  const labelled = scan.take(RESULT_LABEL)
  return labelled?.groups[0] ?? scan.take(RESULT)?.text ?? rate?.text
}
