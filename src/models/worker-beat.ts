import mongoose, { Schema } from 'mongoose'

/** Last sign of life of one worker process, so that a web process can tell whether anybody works. */
interface WorkerBeatDocument {
  _id: string
  at: Date
}

const WorkerBeat = mongoose.model<WorkerBeatDocument>(
  'WorkerBeat',
  new Schema<WorkerBeatDocument>({ _id: String, at: Date }, { collection: 'workerBeats', versionKey: false }).index(
    { at: 1 },
    { expireAfterSeconds: 86_400 },
  ),
)

export async function beat(workerId: string, at: Date): Promise<void> {
  await WorkerBeat.updateOne({ _id: workerId }, { $set: { at } }, { upsert: true })
}

/** Whether any worker showed a sign of life since `since`. */
export async function anyBeatSince(since: Date): Promise<boolean> {
  return (await WorkerBeat.exists({ at: { $gte: since } })) !== null
}
