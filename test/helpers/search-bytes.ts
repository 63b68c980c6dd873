import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'

/** A place where words were found, and which. */
export interface Hit {
  readonly where: string
  readonly words: string
}

export function hitsIn(where: string, bytes: Buffer | string, needles: readonly string[]): Hit[] {
  return needles.filter((words) => bytes.includes(words)).map((words) => ({ where, words }))
}

/** Every file below `folder`, read through in pieces that overlap by more than the longest needle. */
export async function searchFiles(folder: string, needles: readonly string[]): Promise<Hit[]> {
  const overlap = Math.max(...needles.map((words) => Buffer.byteLength(words)))
  const hits: Hit[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    let tail = Buffer.alloc(0)
    for await (const chunk of createReadStream(file, { highWaterMark: 4 * 1024 * 1024 })) {
      const bytes = Buffer.concat([tail, chunk as Buffer])
      hits.push(...hitsIn(file, bytes, needles))
      tail = bytes.subarray(-overlap)
    }
  }
  return hits
}

/** Every document of every collection of every database, the oplog included, as the bytes of its BSON. */
export async function searchCollections(uri: string, needles: readonly string[]): Promise<Hit[]> {
  const client = await new MongoClient(uri).connect()
  const hits: Hit[] = []
  try {
    for (const { name: database } of (await client.db('admin').admin().listDatabases()).databases) {
      for (const { name } of await client.db(database).listCollections().toArray()) {
        const documents = client.db(database).collection(name).find({}, { raw: true })
        for await (const document of documents) {
          hits.push(...hitsIn(`${database}.${name}`, document as unknown as Buffer, needles))
        }
      }
    }
  } finally {
    await client.close()
  }
  return hits
}
