import type { Button } from '../../src/core/card.js'
import type { TalkPair } from '../../src/core/talk-views.js'

/** 约时间: a plan for these two, its day left open. */
export const planTalkButton = (branchId: string, { one, other }: TalkPair, text = '约时间'): Button => ({
  text,
  style: 'primary',
  action: { v: 1, name: 'plan-talk', branchId, one: one.id, other: other.id },
  twin: `约谈 ${one.name} ${other.name}`,
})

/** 已谈，补记: the fact of a talk of these two, its day left open. */
export const recordTalkButton = (branchId: string, { one, other }: TalkPair): Button => ({
  text: '已谈，补记',
  action: { v: 1, name: 'record-talk', branchId, one: one.id, other: other.id },
  twin: `补记谈话 ${one.name} ${other.name}`,
})

/** 换一组: the card with the pair after this one. */
export const nextPairButton = (branchId: string, period: string, { one, other }: TalkPair): Button => ({
  text: '换一组',
  action: { v: 1, name: 'next-pair', branchId, period, one: one.id, other: other.id },
  twin: `换一组 ${one.name} ${other.name} ${period}`,
})

/** 本季未谈·写说明, of a quarter or a year: it stays missing, and visibly so. */
export const notHeldButton = (branchId: string, period: string, text = '本季未谈·写说明'): Button => ({
  text,
  action: { v: 1, name: 'excuse-missing', branchId, period },
  twin: `未开展 ${period}`,
})
