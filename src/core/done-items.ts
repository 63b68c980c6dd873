/**
 * What the branch did once a year and no gathering shows. Each is recorded as a count for a span (kind `metric`) under
 * its fixed name, with number, author and evidence as any other entry: a rule is met by it and by no tick.
 */
export const DONE_ITEMS = {
  /** 每年1月核定党费基数 (domain.md R16); the count is how many members'. */
  duesBase: '党费基数核定',
  /** 每年公布一次党费收缴情况 (domain.md R16). */
  duesPublished: '党费公示',
  /** 上报党支部工作手册 (domain.md §1.4); its span is the year that the handbook is of. */
  handbook: '党支部工作手册上报',
} as const

export type DoneItem = (typeof DONE_ITEMS)[keyof typeof DONE_ITEMS]
