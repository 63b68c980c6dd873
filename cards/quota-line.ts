import type { QuotaPool } from '../src/core/platform.js'

export interface QuotaLineData {
  readonly pool: QuotaPool
  readonly used: number
  readonly limit: number
}

/** What becomes rarer, and what stays: the same for both pools. */
const CHANGES = '为保证记录不受影响，周报和提醒将合并发送；用到95%后，不含默认项的回执也合并成每天一条。月初自动恢复。'
const REMEDY = '需要照常发送的话，可请管理员购买用量，再调高本机器人的用量上限。'

/** One line to the secretary when most of the month's calls are used: what will change, and what can be done. */
export function quotaLine({ pool, used, limit }: QuotaLineData): string {
  const share = `已到${Math.floor((used / limit) * 100)}%（${used}/${limit}次）。`
  if (pool === 'calls') return `本月接口用量${share}${CHANGES}${REMEDY}`
  return `本月推送用量${share}用完后，大家发的话可能到不了我这里，要记的请尽早发。${CHANGES}${REMEDY}`
}
