import mongoose, { Schema } from 'mongoose'
import type { QuotaPool } from '../core/platform.js'

/** How many calls of one API an organisation has used in one calendar month (the platforms' free quotas count so). */
interface ApiUsageDocument {
  _id: string
  platform: string
  appId: string
  tenant: string
  api: string
  month: string
  calls: number
  /** What its calls are paid from; absent: they are free of charge. */
  pool?: QuotaPool
}

const ApiUsage = mongoose.model<ApiUsageDocument>(
  'ApiUsage',
  new Schema<ApiUsageDocument>(
    {
      _id: String,
      platform: String,
      appId: String,
      tenant: String,
      api: String,
      month: String,
      calls: Number,
      pool: String,
    },
    { collection: 'apiUsage', versionKey: false },
  ).index({ month: 1 }),
)

export type ApiUsageView = Omit<ApiUsageDocument, '_id'>

/** Names the total that a count belongs to. */
export const usageKeyOf = ({ platform, appId, tenant, month, api }: Omit<ApiUsageView, 'calls' | 'pool'>): string =>
  [platform, appId, tenant, month, api].join('|')

/** Adds counted calls to the month's totals. The pool is the API's: the newest word on it holds for the whole month. */
export async function addApiUsage(counts: readonly ApiUsageView[]): Promise<void> {
  if (counts.length === 0) return
  await ApiUsage.bulkWrite(
    counts.map(({ calls, pool, ...key }) => ({
      updateOne: {
        filter: { _id: usageKeyOf(key) },
        update: { $inc: { calls }, $setOnInsert: key, ...(pool && { $set: { pool } }) },
        upsert: true,
      },
    })),
  )
}

export async function apiUsageOf(month: string): Promise<ApiUsageView[]> {
  return ApiUsage.find({ month }, { _id: 0 }).lean()
}
