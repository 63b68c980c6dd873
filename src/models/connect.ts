import mongoose from 'mongoose'
import { APP_NAME } from './abandoned-transactions.js'

/** Joins `Model` calls inside `inTransaction` to its session (facts/engines.md: `Model.collection` calls don't join). */
mongoose.set('transactionAsyncLocalStorage', true)
mongoose.set('strictQuery', 'throw')
mongoose.set('autoIndex', false)
mongoose.set('autoCreate', false)

/** Connects to MongoDB; throws within ten seconds when no primary answers. Writes are majority and journalled. */
export async function connectMongo(uri: string): Promise<void> {
  await mongoose.connect(uri, {
    appName: APP_NAME,
    serverSelectionTimeoutMS: 10_000,
    maxPoolSize: 32,
    promoteBuffers: true,
    writeConcern: { w: 'majority', j: true },
    retryWrites: true,
  })
}

/**
 * Creates missing collections and indexes of every model, before any traffic: a collection can't be created inside a
 * transaction cheaply, and a unique index built late would let duplicates in.
 */
export async function buildIndexes(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    if (model.baseModelName) continue
    await model.createCollection()
    await model.createIndexes()
  }
}

export async function disconnectMongo(): Promise<void> {
  await mongoose.disconnect()
}
