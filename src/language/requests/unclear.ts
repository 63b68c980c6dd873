import type { ErrorMeaning } from '../../core/meaning.js'

export type RequestType = 'edit' | 'undo' | 'drop_file' | 'query' | 'report' | 'plan' | 'dues' | 'roster'

/** Plainly a request of this kind, but not plainly which: nothing is done, and `question` says what to type instead. */
export const unclear = (type: RequestType, question: string): ErrorMeaning => ({ error: 'unclear', type, question })

const EXAMPLES: Readonly<Record<RequestType, string>> = {
  edit: '要改哪一条、改成什么？如：更正 2026-学-014 时长3小时',
  undo: '要撤销哪一条？如：撤销 2026-学-014',
  drop_file: '要去掉哪一条的材料？如：删除材料 2026-学-014',
  query: '这个问题我没看明白。可以问：我今年多少学时；一季度谁还没谈；今年微党课几次；本月台账还缺什么',
  report: '要哪一份？如：出一份一季度台账 word；出今年的年终总结',
  plan: '要记计划请写明哪天、做什么，如：安排下周四下午2点主题党日；已经办了的请写明日期和情况。',
  dues: '记党费请写明月份、人和金额，如：3月党费 陈立125 王敏98.5',
  roster: '如：新增党员 张三 预备；李响借调；名册',
}

/** Words of a request that no rule could read. */
export const unread = (type: RequestType): ErrorMeaning => unclear(type, EXAMPLES[type])
