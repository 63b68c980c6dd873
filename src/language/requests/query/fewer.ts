import { PROJECT_EVENT_KINDS, SLIP_KINDS, SPOT_CHECK_KINDS } from '../../../core/entry.js'
import { kindsIn } from '../kind-words.js'

/** One title, one department of slips and checks, one project of its events: only what is of it is meant. */
export interface Fewer {
  topic?: string
  department?: string
  project?: string
}

const TITLE = /《([^《》\n]{1,60})》/g
const OF_DEPARTMENTS: ReadonlySet<string> = new Set(['qualitySlip', 'spot_check', ...SLIP_KINDS, ...SPOT_CHECK_KINDS])
const OF_PROJECTS: ReadonlySet<string> = new Set(['projectEvent', ...PROJECT_EVENT_KINDS])
const DEPARTMENT =
  /[\u4E00-\u9FFF]{2,4}(?<!支|党|全|内|干|外|总|各|本|一)(?:部(?!门|分|署|级|队|长)|科(?!长)|处(?!长|罚|理))/
const PROJECT = /标准化|贯标|[\u4E00-\u9FFF]{2,6}?(?=(?:那个|这个|的)?项目)/
/** What stands before a name and is no part of it. */
const BEFORE =
  /[今去前本上]年(?:度)?|[本这上]个?月|[本上]季度|[一二三四]季度|[上下]半年|\d{1,4}[年月]|给|对|向|在|开具?了?|下发|发了?|抽查|测试|我们|支部|查了?|其中|的|统计|一?共|收到|各/g

/** What a question narrows its kinds down to. */
export function fewer(open: string, body: string, kinds: readonly string[]): Fewer {
  const titles = [...body.matchAll(TITLE)]
  let text = open
  for (const { start, end } of kindsIn(open)) text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
  text = text.replace(BEFORE, ' ')
  const department = kinds.some((kind) => OF_DEPARTMENTS.has(kind)) ? DEPARTMENT.exec(text)?.[0] : undefined
  const project = kinds.some((kind) => OF_PROJECTS.has(kind)) ? PROJECT.exec(text)?.[0] : undefined
  return {
    ...(titles.length === 1 ? { topic: titles[0]?.[1] as string } : {}),
    ...(department === undefined ? {} : { department }),
    ...(project === undefined ? {} : { project }),
  }
}
