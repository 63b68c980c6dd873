import { monthDay } from '../../cards/shared/entry-text.js'
import { yearOf } from '../../src/core/civil-date.js'
import { projectDaysOf } from '../../src/ledger/queries.js'
import type { MemberContext } from '../context.js'
import { type Answer, type Asked, openly, refused } from './answer.js'

/** project_dates: when a project began and was accepted (domain.md P11). */
export async function answerProjectDays({ project = '' }: Asked, _ctx: MemberContext): Promise<Answer> {
  const found = await projectDaysOf(project)
  if (found.length === 0) {
    return refused(
      `台账里还没有这个项目的启动和验收日期；要记请发：标准化项目启动日期是2025年3月1日，验收日期是2025年11月20日`,
    )
  }
  return openly({
    title: '项目日期',
    says: found.map(({ project: name, days }) => {
      const each = days.map(({ kind, entry }) =>
        entry ? `${short(kind)}${dayOf(entry.date)}（${entry.number}）` : `${short(kind)}日期暂无记录`,
      )
      return `${name}：${each.join('，')}`
    }),
  })
}

/** 启动 of 项目启动: the project is named before it. */
const short = (kind: string): string => kind.replace(/^项目/, '')

/** The year is always said: a project is asked about years later. */
const dayOf = (date: string): string => `${yearOf(date)}年${monthDay(date)}`
