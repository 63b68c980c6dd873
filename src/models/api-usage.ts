import mongoose, { Schema } from 'mongoose'

/** How many calls of one API an organisation has used in one calendar month (the platforms' free quotas count so). */
interface ApiUsageDocument {
  _id: string
  platform: string
  appId: string
  tenant: string
  api: string
  month: string
  calls: number
}

const ApiUsage = mongoose.model<ApiUsageDocument>(
  'ApiUsage',
  new Schema<ApiUsageDocument>(
    { _id: String, platform: String, appId: String, tenant: String, api: String, month: String, calls: Number },
    { collection: 'apiUsage', versionKey: false },
  ).index({ month: 1 }),
)

export type ApiUsageView = Omit<ApiUsageDocument, '_id'>

/** Adds counted calls to the month's totals. */
export async function addApiUsage(counts: readonly ApiUsageView[]): Promise<void> {
  if (counts.length === 0) return
  await ApiUsage.bulkWrite(
    counts.map(({ calls, ...key }) => ({
      updateOne: {
        filter: { _id: [key.platform, key.appId, key.tenant, key.month, key.api].join('|') },
        update: { $inc: { calls }, $setOnInsert: key },
        upsert: true,
      },
    })),
  )
}

export async function apiUsageOf(month: string): Promise<ApiUsageView[]> {
  return ApiUsage.find({ month }, { _id: 0 }).lean()
}
