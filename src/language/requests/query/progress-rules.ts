import { parseNumber } from '../../chinese-numerals.js'
import { type QueryRule, query } from './rule.js'
import { usualSpan } from './span.js'

/**
 * What was planned against what was done: 读书计划完成得怎么样, 年度培训计划完成情况, 本月工作计划完成几项 (domain.md P5, P15,
 * P24). And the days of a project (P11).
 */

const READING = /读书(?:计划|安排|日程)|学习日程|微党课(?:的)?(?:计划|安排)/
const TRAINING =
  /(?:培训|集中学习|专题讲座|学习|外出考察)的?(?:年度)?计划|年度(?:培训|学习)|计划(?:办|搞|开展|组织)?(?:培训|集中学习|专题讲座|主题影片|外出考察)/
const WORK = /(?:[\d一二三四五六七八九十]{1,2}月份?|本月|这个?月|上个?月|部门|月度?)?的?工作(?:的)?计划|月(?:度)?计划/
const ASKS =
  /(?:完成|执行|落实|进行|推进|兑现|进展|办)(?:得|了|的|到)?(?:怎么样|怎样|如何|情况|进度|得?咋样|多少|几|哪|没|吗|率|没有)|进度|进展(?:如何|怎样|情况)?|完成率|实际(?:是|办|搞|开|做|完成|培训|学)?了?(?:几|多少)|对照|还(?:差|剩|有)(?:几|多少)|(?:几|多少)[项次个堂节讲](?:完成|没完成|办了|做完)?|(?:有)?(?:哪些|什么|哪几项)|完成(?=[?？\s]*$)/
/** 本月工作计划: the plan by its name is asked for. */
const PLAN_ALONE =
  /^\/?(?:查一?下|看一?下|查询?|看看)?(?:今年|去年|本年|本月|这个?月|上个?月|[\d一二三四五六七八九十]{1,2}月份?|[一二三四]季度|支部|部门|的|度|年)*(?:年度培训|培训|学习|读书|工作)计划[。\s]*$/
/** A plan of one's own to come is asked for by 有什么计划 (open_items). */
const TO_COME = /下周|下个?月|明天|后天|接下来|近期|最近|本周|这周/

export const planProgress: QueryRule = ({ open, span, utterance }) => {
  if (!(ASKS.test(open) || PLAN_ALONE.test(open)) || TO_COME.test(open)) return undefined
  if (READING.test(open))
    return query('plan_progress', span ?? usualSpan('year', utterance.today), { kinds: ['读书计划'] })
  if (WORK.test(open)) {
    return query('plan_progress', span ?? usualSpan('month', utterance.today), { kinds: ['工作计划'] })
  }
  if (!TRAINING.test(open) || /有(?:哪些|什么)/.test(open)) return undefined
  const said =
    /计划(?:是|为|了|办|搞|开展|组织|培训|集中学习|专题讲座|主题影片|外出考察)*\s?(\d{1,3}|[一二两三四五六七八九十]{1,3})\s?[次场堂]/.exec(
      open,
    )?.[1]
  const target = said === undefined ? undefined : parseNumber(said)
  return query('plan_progress', span ?? usualSpan('year', utterance.today), {
    kinds: ['培训计划'],
    ...(target === undefined ? {} : { target }),
  })
}

const PROJECT =
  /([\u4E00-\u9FFFA-Za-z0-9]{2,12}?)(?:的)?(?:这个|那个)?(?:试点|建设)?(?:项目|工作|创建|建设|试点)?(?:的)?/
const DAYS =
  '(?:(?:启动|开始|立项|验收|结束|完成)(?:和|与|、|及|,|，)?(?:启动|验收)?(?:的)?(?:日期|时间|日子)|(?:什么时候|哪天|何时|几月几?[号日]?|哪一天|哪年|啥时候)(?:正式)?(?:启动|开始|立项|通过验收|验收|结束)|(?:启动|立项|验收)(?:日期|时间)?(?:是|在|的)?(?:什么时候|哪天|何时|哪一天|哪年|啥时候|没有|了吗|了没))'
const PROJECT_DAYS = new RegExp(
  `^\\/?(?:请问|查一?下|问一?下|看一?下|查询)?${PROJECT.source}(?:是)?(?:在|于)?${DAYS}(?:[的了,，、和又]*${DAYS})?(?:的|了|过|通过|是|呢|呀|吗|没|和|、|什么时候|哪天|何时|多少|启动|验收|日期|时间|来着|分别|各)*[?？。\\s]*$`,
)

/** 标准化项目什么时候启动的; 标准化项目启动日期和验收日期. */
export const projectDays: QueryRule = ({ open }) => {
  const project = PROJECT_DAYS.exec(open.trim())?.[1]?.replace(/(?:项目|工作)$/, '')
  if (project === undefined || project === '' || NO_PROJECT.test(project)) return undefined
  return { type: 'query', what: 'project_dates', project }
}
const NO_PROJECT =
  /^(?:培训|学习|会议|党费|谈话|主题党日|我们|支部|整改|问题|计划|书记|承诺|提醒)$|党日|大会|谈|党费|单$/
