import { DONE_ITEMS } from '../../core/done-items.js'
import type { MemberView } from '../../core/views.js'
import { countsAs } from '../counting.js'
import { HOURS_A_YEAR, LEADER_HOURS_A_YEAR } from '../hours-target.js'
import { hoursByMember } from '../queries/hours.js'
import { isReminderTalk } from '../reminder-talk.js'
import { coverageOf } from '../talk-pairs/coverage.js'
import { isMeeting, isOfSpan, isPlannedMeeting, isPlanOf, says } from './fitting.js'
import { activeMembers, isLeader } from './roster-counts.js'
import {
  BRANCH_REGULATION,
  DUES_REGULATION,
  EDUCATION_REGULATION,
  everywhere,
  forAll,
  once,
  type Rule,
  type RuleEntry,
  type RuleSubject,
  type Window,
} from './rule.js'

/** 一般安排在第四季度 (domain.md R7); what grows all year is looked at then as well. */
const fourthQuarter = (year: string): Window => ({ from: `${year}-10-01`, to: `${year}-12-31` })
const january = (year: string): Window => ({ from: `${year}-01-01`, to: `${year}-01-31` })
/** By 10 January (a Tai'an bureau's date, domain.md §1.4). */
const earlyJanuary = (year: string): Window => ({ from: `${year}-01-01`, to: `${year}-01-10` })

const isStudy = (entry: RuleEntry): boolean => entry.kind === 'training' || entry.kind === 'themeDay'

/** How many of these members have so many 学时; 自学 is not among them (domain.md R10). */
const withHours = (
  members: readonly MemberView[],
  hours: number,
  study: readonly RuleEntry[],
  { settings }: RuleSubject,
): number => {
  const had = hoursByMember(study, settings.minutesPerCreditHour)
  return members.filter(({ id }) => (had.get(id) ?? 0) >= hours).length
}

const leaders = (subject: RuleSubject): MemberView[] =>
  activeMembers(subject).filter((member) => isLeader(member, subject))

const talked = (subject: RuleSubject, talks: readonly RuleEntry[]) =>
  coverageOf(activeMembers(subject), talks, subject.settings.talkPairsUpTo)

const LECTURES: ReadonlySet<string> = new Set(['专题党课', '微党课', '专题讲座', '第一课'])

/** What is due every year (domain.md §1.4). */
export const YEARLY: readonly Rule[] = [
  {
    name: 'handbook-year',
    every: 'year',
    label: '工作手册上报',
    because: () => '年初上报上一年度党支部工作手册',
    window: earlyJanuary,
    need: once,
    appliesTo: everywhere,
    isMetBy: says(DONE_ITEMS.handbook),
    isOf: (entry, year) => isOfSpan(entry, String(Number(year) - 1)),
  },
  {
    name: 'dues-base-year', // domain.md R16
    every: 'year',
    label: '党费基数核定',
    regulation: { title: DUES_REGULATION },
    because: () => '每年1月核定，年内一般不变',
    window: january,
    need: once,
    appliesTo: everywhere,
    isMetBy: says(DONE_ITEMS.duesBase),
    isOf: isOfSpan,
  },
  {
    name: 'organizational-life-year', // domain.md R7
    every: 'year',
    label: '组织生活会',
    regulation: { title: BRANCH_REGULATION, article: '第十七条' },
    because: () => '每年至少一次，一般在第四季度',
    window: fourthQuarter,
    need: once,
    appliesTo: everywhere,
    isMetBy: isMeeting('组织生活会'),
    isPlannedBy: isPlannedMeeting('组织生活会'),
  },
  {
    // domain.md R9: it may be joined with the 组织生活会, whose record then says so.
    name: 'appraisal-year',
    every: 'year',
    label: '民主评议党员',
    regulation: { title: EDUCATION_REGULATION, article: '第十八条' },
    because: () => '一般每年一次',
    window: fourthQuarter,
    need: once,
    appliesTo: everywhere,
    isMetBy: (entry) =>
      isMeeting('民主评议党员')(entry) || (isMeeting('组织生活会')(entry) && (entry.topic ?? '').includes('民主评议')),
    isPlannedBy: isPlannedMeeting('民主评议党员'),
  },
  {
    // domain.md R8. Up to a setting's number of members every pair, above each member's two kinds (moments.md §4).
    name: 'talk-pairs-year',
    every: 'year',
    label: '谈心谈话覆盖',
    regulation: { title: BRANCH_REGULATION, article: '第十九条' },
    unit: (subject) => (talked(subject, []).mode === 'pairs' ? '对' : '人'),
    because: (subject) =>
      talked(subject, []).mode === 'pairs' ? '党员两两之间每年至少一次' : '每名党员与支委、与其他党员每年各至少一次',
    window: fourthQuarter,
    need: (subject) => talked(subject, []).total,
    appliesTo: (subject) => talked(subject, []).total > 0,
    isMetBy: (entry) => entry.kind === 'talk' && !isReminderTalk(entry),
    have: (talks, subject) => talked(subject, talks).done,
    isPlannedBy: isPlanOf('talk'),
  },
  {
    name: 'credit-hours-year', // domain.md R10
    every: 'year',
    label: '年度学时',
    regulation: { title: EDUCATION_REGULATION, article: '第二十条' },
    unit: '人',
    because: () => `在岗党员每人每年${HOURS_A_YEAR}学时，自学不计`,
    window: fourthQuarter,
    need: (subject) => activeMembers(subject).length,
    appliesTo: (subject) => activeMembers(subject).length > 0,
    isMetBy: isStudy,
    have: (study, subject) => withHours(activeMembers(subject), HOURS_A_YEAR, study, subject),
  },
  {
    name: 'leader-hours-year', // domain.md R11
    every: 'year',
    label: '书记学时',
    // Its years are left out: that the plan of 2024–2028 keeps the number has not been read (domain.md R11).
    regulation: { title: '《全国党员教育培训工作规划》' },
    unit: '人',
    because: (subject) => `${leaders(subject).length > 1 ? '书记和支委每人' : '书记'}每年${LEADER_HOURS_A_YEAR}学时`,
    window: fourthQuarter,
    need: (subject) => leaders(subject).length,
    appliesTo: (subject) => leaders(subject).length > 0,
    isMetBy: isStudy,
    have: (study, subject) => withHours(leaders(subject), LEADER_HOURS_A_YEAR, study, subject),
  },
  {
    name: 'dues-published-year', // domain.md R16
    every: 'year',
    label: '党费公示',
    regulation: { title: DUES_REGULATION },
    because: () => '每年公布一次收缴情况',
    window: fourthQuarter,
    need: once,
    appliesTo: everywhere,
    isMetBy: says(DONE_ITEMS.duesPublished),
    isOf: isOfSpan,
  },
  {
    // domain.md R5
    name: 'committee-lecture-year',
    every: 'year',
    label: '党委书记党课',
    regulation: { title: BRANCH_REGULATION, article: '第十六条' },
    because: forAll,
    window: fourthQuarter,
    need: once,
    appliesTo: everywhere,
    // The record says 党委书记张三; what others tell of his speeches is no lecture of his.
    isMetBy: ({ lecturer, ...entry }) =>
      countsAs(entry).some(({ form = '' }) => LECTURES.has(form)) && /党[委组]书记/u.test(lecturer?.name ?? ''),
    isPlannedBy: ({ subkind, topic = '' }) => subkind === 'training' && /党[委组]书记/u.test(topic),
  },
]
