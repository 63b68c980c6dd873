import type { CommitteeTable } from '../../src/core/committee-views.js'

/** A page of a committee with more branches than one page holds. */
export const SAMPLE_COMMITTEE: CommitteeTable = {
  committee: '机关第一党总支',
  span: '2026-03',
  page: 1,
  pages: 3,
  total: 23,
  branches: Array.from({ length: 10 }, (_, index) => ({
    name: `第${index + 1}党支部`,
    facts: [
      { label: '主题党日', count: index % 2, dates: index % 2 === 0 ? [] : ['2026-03-05'] },
      { label: '培训', count: 3, dates: ['2026-03-03', '2026-03-10', '2026-03-17'] },
      { label: '党员大会（本季）', count: 1, dates: ['2026-01-15'] },
      { label: '谈心谈话', count: index },
    ],
  })),
}
