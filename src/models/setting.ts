import mongoose, { Schema } from 'mongoose'

/** One value that every process shares, such as the civil clock's offset. */
interface SettingDocument {
  _id: string
  value: unknown
}

const Setting = mongoose.model<SettingDocument>(
  'Setting',
  new Schema<SettingDocument>(
    { _id: String, value: Schema.Types.Mixed },
    { collection: 'settings', versionKey: false },
  ),
)

/** The stored value, or undefined when it was never set. */
export async function readSetting(name: string): Promise<unknown> {
  return (await Setting.findById(name).lean())?.value
}

export async function writeSetting(name: string, value: unknown): Promise<void> {
  await Setting.updateOne({ _id: name }, { $set: { value } }, { upsert: true })
}
