import type { Card } from '../src/core/card.js'
import { withBranch } from './shared/entry-lines.js'

export interface CreditHourChange {
  readonly branchId: string
  /** For a reader in several branches: which one this is. */
  readonly branchName?: string
  /** Minutes of one 学时, now and then. */
  readonly from: number
  readonly to: number
}

const HOLDS = '马上生效：所有记录的时长（以前记的也一样）、学时缺口和年度提醒都按新的换算'
const STAYS = '写明学时的记录不变（半天4学时、一天8学时）。'

/** What one 学时 is and would be, for the secretary to confirm. */
export const creditHourCard = ({ branchId, branchName, from, to }: CreditHourChange): Card => ({
  title: '学时换算 ｜ 请确认',
  tone: 'info',
  blocks: [
    { type: 'fields', items: [{ label: '一个学时', value: `${from}分钟 → ${to}分钟` }] },
    { type: 'text', text: `确认后${HOLDS}。${STAYS}` },
    { type: 'text', text: '没有规定写明一学时多长，这是本支部自己的口径；只用于本支部。', style: 'muted' },
  ],
  buttons: [
    {
      text: '确认',
      style: 'primary',
      action: { v: 1, name: 'set-credit-hour', branchId, from, to },
      twin: withBranch(`确认一个学时按${to}分钟算`, branchName),
    },
  ],
})

/** What the card becomes, and what is said to who typed it. */
export const creditHourSetCard = (from: number, to: number): Card => ({
  title: '学时换算 ｜ 已改',
  tone: 'success',
  blocks: [
    { type: 'fields', items: [{ label: '一个学时', value: `${from}分钟 → ${to}分钟` }] },
    { type: 'text', text: `${HOLDS}。${STAYS}` },
    { type: 'text', text: `要改回来请发：一个学时按${from}分钟算`, style: 'muted' },
  ],
})
