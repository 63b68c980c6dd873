import { KIND_LABELS } from '../../core/entry.js'
import { isReminderTalk } from '../reminder-talk.js'
import { isMeeting, isOfSpan, isPlannedMeeting, isPlanOf } from './fitting.js'
import { BRANCH_REGULATION, everywhere, forAll, once, type Rule } from './rule.js'

/** What is due every quarter (domain.md §1.4). */
export const QUARTERLY: readonly Rule[] = [
  {
    name: 'general-meeting-quarter', // domain.md R2
    every: 'quarter',
    label: '党员大会',
    regulation: { title: BRANCH_REGULATION, article: '第十一条' },
    because: forAll,
    need: once,
    appliesTo: everywhere,
    isMetBy: isMeeting('党员大会'),
    isPlannedBy: isPlannedMeeting('党员大会'),
  },
  {
    // domain.md P17. 提醒谈话 answers a fault and is no promise kept; counting it would also show that it took place.
    name: 'talks-quarter',
    every: 'quarter',
    label: KIND_LABELS.talk,
    because: ({ settings: { talksPerQuarter } }) =>
      talksPerQuarter > 0 ? `支部承诺每季度${talksPerQuarter}次` : '支部没有承诺次数',
    need: ({ settings }) => settings.talksPerQuarter,
    appliesTo: ({ settings }) => settings.talksPerQuarter > 0,
    isMetBy: (entry) => entry.kind === 'talk' && !isReminderTalk(entry),
    isPlannedBy: isPlanOf('talk'),
  },
  {
    name: 'home-activity-quarter', // domain.md P20
    every: 'quarter',
    label: '工会小家活动',
    because: () => '支部承诺每季度一次',
    need: once,
    appliesTo: everywhere,
    isMetBy: ({ subkind }) => subkind === '工会小家活动',
    isPlannedBy: ({ subkind, topic = '' }) => subkind === 'activity' && (topic === '' || topic.includes('小家')),
  },
  {
    name: 'analysis-quarter', // domain.md P18; R26: how often is each branch's own rule
    every: 'quarter',
    label: KIND_LABELS.analysis,
    because: () => '支部承诺每季度分析一次',
    need: once,
    appliesTo: everywhere,
    isMetBy: ({ kind }) => kind === 'analysis',
    isOf: isOfSpan,
  },
]
