import { countsAs } from '../counting.js'
import { isMeeting, isPlannedMeeting, isPlanOf } from './fitting.js'
import { fullMembers, hasCommittee } from './roster-counts.js'
import { BRANCH_REGULATION, DUES_REGULATION, everywhere, forAll, once, type Rule, type RuleEntry } from './rule.js'

const paidFor =
  (month: string) =>
  ({ amounts = [] }: RuleEntry): (string | undefined)[] =>
    amounts.filter((line) => line.month === month).map(({ memberId }) => memberId)

/** What is due every month (domain.md §1.4). */
export const MONTHLY: readonly Rule[] = [
  {
    // 部门每月一次培训 (domain.md P15) is this department's own rule. Studying alone is no training of the department, and
    // a theme day, whatever its form, is the branch's: one afternoon does not do both duties.
    name: 'training-month',
    every: 'month',
    label: '培训',
    because: () => '部门每月一次培训',
    need: once,
    appliesTo: everywhere,
    isMetBy: (entry) => entry.kind === 'training' && entry.form !== '自学' && entry.form !== '线上学习',
    isPlannedBy: isPlanOf('training'),
  },
  {
    name: 'theme-day-month', // domain.md R6
    every: 'month',
    label: '主题党日',
    regulation: { title: BRANCH_REGULATION, article: '第十六条' },
    because: forAll,
    need: once,
    appliesTo: everywhere,
    isMetBy: (entry) => countsAs(entry).some(({ kind }) => kind === 'themeDay'),
    isPlannedBy: isPlanOf('theme_day'),
  },
  {
    // domain.md R16. Everybody in the roster owes dues, on leave, seconded or retired as well: the state says who comes,
    // not where his membership is. Whoever joined or left is in the roster of the month's last day or not.
    name: 'dues-month',
    every: 'month',
    label: '党费',
    regulation: { title: DUES_REGULATION },
    unit: '人',
    because: () => '名册上的党员都要按月交',
    need: ({ members }) => members.length,
    appliesTo: ({ members }) => members.length > 0,
    isMetBy: ({ kind }) => kind === 'dues',
    isOf: (entry, month) => paidFor(month)(entry).length > 0,
    have: (evidence, { members }, month) => {
      const paid = new Set(evidence.flatMap(paidFor(month)))
      return members.filter(({ id }) => paid.has(id)).length
    },
  },
  {
    name: 'committee-meeting-month', // domain.md R3
    every: 'month',
    label: '支委会',
    regulation: { title: BRANCH_REGULATION, article: '第十二条' },
    because: (subject) =>
      hasCommittee(subject)
        ? `正式党员${fullMembers(subject)}人，满7人设支委会`
        : `正式党员${fullMembers(subject)}人，不足7人不设支委会`,
    need: once,
    appliesTo: hasCommittee,
    isMetBy: isMeeting('支委会'),
    isPlannedBy: isPlannedMeeting('支委会'),
  },
  {
    // No roster says into which groups a branch is divided: the secretary switches it on who has some (domain.md R3).
    name: 'group-meeting-month',
    every: 'month',
    label: '党小组会',
    regulation: { title: BRANCH_REGULATION, article: '第十三条' },
    because: () => '划分了党小组的支部才有',
    need: once,
    appliesTo: () => false,
    isMetBy: isMeeting('党小组会'),
    isPlannedBy: isPlannedMeeting('党小组会'),
  },
]
