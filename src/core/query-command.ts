import { isCivilDate, isSpan } from './civil-date.js'
import { TRAINING_FORMS } from './entry.js'
import type { Measure, QueryMeaning } from './meaning.js'

/** A question whose answer may be long, as a button carries it; never one about a single entry or a single sum. */
export type PagedQuery = Omit<
  QueryMeaning,
  'type' | 'page' | 'what' | 'base' | 'rate' | 'answer' | 'number' | 'unit' | 'others'
> & {
  what: Exclude<QueryMeaning['what'], 'entry' | 'dues_calc' | 'project_dates'>
}

const TOPICS: Readonly<Record<PagedQuery['what'], string>> = {
  counts: '次数',
  credit_hours: '学时',
  credit_hours_missing: '学时缺口',
  talks_missing: '谈话缺口',
  lectures_missing: '讲课缺口',
  dues_missing: '党费',
  gaps: '缺项',
  open_items: '待办',
  plan_progress: '计划进度',
  absences: '缺席',
}
const LATEST = '最近一次'
const MEASURES: ReadonlyMap<string, Measure> = new Map([
  ['人次', 'people'],
  ['时长', 'hours'],
  ['金额', 'money'],
  ['办结', 'closed'],
])
/** Words that narrow a question down, each behind its label. */
const LABELS = { 部门: 'department', 项目: 'project', 题目: 'topic' } as const
const ITEMS: ReadonlyMap<string, string> = new Map([
  ['followup', '跟进'],
  ['qualitySlip', '质量单'],
  ['problem', '问题'],
  ['agenda', '会议议题'],
  ['plan', '计划'],
])

/**
 * What is typed instead of 下一页: the question in fixed words, such as 查 次数 2025 集中学习 外出考察 第2页.
 * `readQueryCommand` reads it back as the same question and page.
 */
export function queryCommand(query: PagedQuery, page: number): string {
  const { what, period, who, campaign, target, forms = [], kinds = [], items = [] } = query
  const { categories = [], prizes = [], measures = [] } = query
  return [
    '查',
    TOPICS[what],
    period,
    query.date,
    query.latest ? LATEST : undefined,
    who === '$sender' ? '我' : who && `党员:${bare(who)}`,
    campaign && `专项:${bare(campaign)}`,
    target === undefined ? undefined : `目标${target}`,
    ...[...forms, ...kinds].map(bare),
    ...items.map((item) => ITEMS.get(item)),
    ...categories.map((category) => `分类:${category}`),
    ...prizes.map((prize) => `奖项:${prize}`),
    ...measures.map((measure) => [...MEASURES].find(([, one]) => one === measure)?.[0]),
    ...Object.entries(LABELS).map(([label, field]) => {
      const said = query[field]
      return said === undefined ? undefined : `${label}:${bare(said)}`
    }),
    `第${page}页`,
  ]
    .filter((word) => word !== undefined && word !== '')
    .join(' ')
}

const bare = (text: string): string => text.replace(/\s/gu, '')

/** The question that `queryCommand` wrote, or undefined for any other text: a word that is not its own is not guessed at. */
export function readQueryCommand(text: string): QueryMeaning | undefined {
  const [, topic, rest = '', page] = /^查\s+(\S+)\s+(?:(.+)\s+)?第([1-9]\d{0,2})页$/u.exec(text.trim()) ?? []
  const what = (Object.keys(TOPICS) as PagedQuery['what'][]).find((key) => TOPICS[key] === topic)
  if (what === undefined) return undefined
  const query: QueryMeaning = { type: 'query', what, page: Number(page) }
  for (const word of rest.split(/\s+/u)) {
    if (word !== '' && !readWord(word, query)) return undefined
  }
  return query
}

function readWord(word: string, query: QueryMeaning): boolean {
  const [label, value = ''] = word.split(/[:：]/u)
  const item = [...ITEMS].find(([, text]) => text === word)?.[0]
  const measure = MEASURES.get(word)
  const labelled = label === undefined ? undefined : LABELS[label as keyof typeof LABELS]
  if (isSpan(word)) query.period = word
  else if (query.what === 'absences' && isCivilDate(word)) query.date = word
  else if (query.what === 'absences' && word === LATEST) query.latest = true
  else if (word === '我') query.who = '$sender'
  else if (label === '党员' && value !== '') query.who = value
  else if (label === '专项' && value !== '') query.campaign = value
  else if (/^目标\d{1,4}(?:\.\d)?$/.test(word)) query.target = Number(word.slice(2))
  else if (measure !== undefined) query.measures = [...(query.measures ?? []), measure]
  else if (labelled !== undefined && value !== '') query[labelled] = value
  else if (label === '分类' && value !== '') return add(query, 'categories', value)
  else if (label === '奖项' && value !== '') return add(query, 'prizes', value)
  else if (query.what === 'open_items' && item !== undefined) return add(query, 'items', item)
  else if (!WITH_KINDS.has(query.what)) return false
  else if ((TRAINING_FORMS as readonly string[]).includes(word)) return add(query, 'forms', word)
  else return /^[\p{Script=Han}A-Za-z_]{2,16}$/u.test(word) && add(query, 'kinds', word)
  return true
}

const WITH_KINDS: ReadonlySet<string> = new Set([
  'counts',
  'lectures_missing',
  'plan_progress',
  'open_items',
  'absences',
])

function add(query: QueryMeaning, list: 'items' | 'forms' | 'kinds' | 'categories' | 'prizes', word: string): true {
  query[list] = [...(query[list] ?? []), word]
  return true
}
