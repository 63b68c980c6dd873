import { MongoClient } from 'mongodb'

/**
 * Writes to the document with this id, whichever collection it is in, inside a transaction of somebody else's: until
 * `release`, nobody can write it, and everybody can read it.
 */
export async function holdDocument(mongoUri: string, id: string): Promise<{ release(): Promise<void> }> {
  const client = await new MongoClient(mongoUri).connect()
  const session = client.startSession()
  session.startTransaction()
  const release = async (): Promise<void> => {
    await session.abortTransaction()
    await client.close()
  }
  for (const { name } of await client.db().listCollections().toArray()) {
    const collection = client.db().collection<{ _id: string }>(name)
    if (!(await collection.findOne({ _id: id }))) continue
    await collection.updateOne({ _id: id }, { $set: { held: true } }, { session })
    return { release }
  }
  await release()
  throw new Error('there is no such document')
}
