import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BRANCH_MODELS } from '../../src/models/branch-models.js'
import { acrossBranches, currentBranchId, inBranch } from '../../src/models/branch-scope.js'
import { LedgerEntry } from '../../src/models/ledger-entry.js'
import { Member } from '../../src/models/member.js'
import { closeLedger, inNewBranch, newBranch, openLedger, say } from '../ledger/fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const person = { name: '某人', history: [{ on: '2026-01-01', standing: 'active', status: 'full' }] } as const

describe('without a branch in scope', () => {
  for (const model of BRANCH_MODELS) {
    it(`every operation on ${model.modelName} throws`, async () => {
      // biome-ignore lint/suspicious/noExplicitAny: one list for models of different types
      const anyModel = model as any
      const operations: (() => Promise<unknown>)[] = [
        async () => await anyModel.find(),
        async () => await anyModel.findOne({ _id: 'x' }),
        async () => await anyModel.findById('x').lean(),
        async () => await anyModel.exists({ _id: 'x' }),
        async () => await anyModel.countDocuments(),
        async () => await anyModel.estimatedDocumentCount(),
        async () => await anyModel.distinct('_id'),
        async () => await anyModel.updateOne({ _id: 'x' }, { $set: { schemaVersion: 2 } }),
        async () => await anyModel.updateMany({}, { $set: { schemaVersion: 2 } }),
        async () => await anyModel.findOneAndUpdate({ _id: 'x' }, { $set: { schemaVersion: 2 } }),
        async () => await anyModel.findOneAndReplace({ _id: 'x' }, { schemaVersion: 2 }),
        async () => await anyModel.replaceOne({ _id: 'x' }, { schemaVersion: 2 }),
        async () => await anyModel.findOneAndDelete({ _id: 'x' }),
        async () => await anyModel.deleteOne({ _id: 'x' }),
        async () => await anyModel.deleteMany({}),
        async () => await anyModel.aggregate([{ $match: {} }]),
        async () => await anyModel.insertMany([{ _id: 'x' }]),
        async () => await anyModel.bulkWrite([{ deleteOne: { filter: {} } }]),
        async () => await new anyModel({ _id: 'x' }).save(),
        async () => await anyModel.find().cursor().next(),
        async () => await anyModel.aggregate([]).cursor().next(),
        async () => await new anyModel({ _id: 'x' }).deleteOne(),
        async () => await new anyModel({ _id: 'x' }).updateOne({ $set: { schemaVersion: 2 } }),
      ]
      for (const operation of operations) await expect(operation()).rejects.toThrow('no branch in scope')
    })
  }

  it('a query that is only awaited outside still throws', async () => {
    const query = await inBranch('b1', async () => ({ later: Member.find() }))
    await expect(query.later.exec()).rejects.toThrow('no branch in scope')
  })
})

describe('inside a branch', () => {
  it('another branch can neither be read, written nor entered', async () => {
    const theirs = await newBranch()
    const theirMembers = await inBranch(theirs, () => Member.find().lean())
    await inNewBranch(async (ours) => {
      expect(await Member.countDocuments()).toBe(7)
      expect((await Member.find().lean()).every(({ branchId }) => branchId === ours)).toBe(true)
      expect(await Member.findOne({ _id: theirMembers[0]?._id })).toBeNull()
      expect(await Member.aggregate([{ $count: 'n' }])).toEqual([{ n: 7 }])
      expect((await Member.distinct('branchId')).length).toBe(1)
      const reaching: (() => Promise<unknown>)[] = [
        async () => await Member.find({ branchId: theirs }),
        async () => await Member.find({ branchId: { $ne: ours } }),
        async () => await Member.updateOne({ name: '陈立' }, { $set: { branchId: theirs } }),
        async () => await Member.updateOne({ name: '陈立' }, { $unset: { branchId: 1 } }),
        async () => await Member.updateOne({ name: '新人' }, { $setOnInsert: { branchId: theirs } }, { upsert: true }),
        async () => await Member.aggregate([{ $unionWith: 'members' }]),
        async () => await Member.aggregate([{ $facet: { all: [{ $lookup: { from: 'members', as: 'x' } }] } } as never]),
        async () => await Member.insertMany([{ ...person, branchId: theirs }]),
        async () => await Member.bulkWrite([]),
        async () => await new Member({ ...person, branchId: theirs }).save(),
        async () => await inBranch(theirs, async () => 1),
      ]
      for (const operation of reaching) await expect(operation()).rejects.toThrow()
      await Member.deleteMany({ _id: { $in: theirMembers.map(({ _id }) => _id) } })
    })
    expect(await inBranch(theirs, () => Member.countDocuments())).toBe(7)
  })

  it('a document loaded in one branch can not be saved in another', async () => {
    const document = await inNewBranch(async () => await Member.findOne({ name: '陈立' }))
    if (!document) throw new Error('not found')
    document.post = '书记'
    await inNewBranch(async () => await expect(document.save()).rejects.toThrow('another branch'))
  })

  it('new documents and upserts get the branch in scope', async () => {
    await inNewBranch(async (id) => {
      expect((await new Member(person).save()).branchId).toBe(id)
      await Member.updateOne({ name: '新人' }, { $set: { aliases: [] } }, { upsert: true })
      expect(await Member.exists({ name: '新人', branchId: id })).not.toBeNull()
    })
  })

  it('scopes of concurrent calls do not mix', async () => {
    const ids = await Promise.all([newBranch(), newBranch(), newBranch()])
    const seen = await Promise.all(
      Array.from({ length: 60 }, (_, i) => {
        const id = ids[i % 3] ?? ''
        return inBranch(id, async () => {
          const members = await Member.find().lean()
          return currentBranchId() === id && members.every(({ branchId }) => branchId === id)
        })
      }),
    )
    expect(seen.every(Boolean)).toBe(true)
  })

  it('entries of two branches are numbered and listed apart', async () => {
    const first = await inNewBranch(() => say({ type: 'theme_day', topic: '一' }))
    const second = await inNewBranch(async () => {
      const entry = await say({ type: 'theme_day', topic: '二' })
      expect((await LedgerEntry.find().lean()).map(({ title }) => title)).toEqual(['二'])
      return entry
    })
    expect([first.number, second.number]).toEqual(['2026-党-001', '2026-党-001'])
  })
})

describe('the ways around the plugin', () => {
  const sources = ['src', 'handlers', 'cards', 'jobs'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.m?ts$/.test(file))
      .map((file) => ({ file: join(folder, file), text: readFileSync(join(folder, file), 'utf8') })),
  )

  it('acrossBranches is called only where a branch can not be known yet, or all are meant', () => {
    const callers = sources.filter(({ text }) => /acrossBranches\(\s*['"`]/.test(text)).map(({ file }) => file)
    expect(callers.sort()).toEqual(['src/ledger/branches.ts', 'src/ledger/committees.ts', 'src/ledger/talk-keys.ts'])
  })

  it('no ledger code speaks to the driver or switches hooks off', () => {
    const ledger = sources.filter(({ file }) => file.startsWith('src/ledger') || file.startsWith('handlers'))
    for (const { file, text } of ledger) {
      expect(`${file} ${/\.collection\b|middleware:|\.watch\(|connection\.db|\.getClient\(/.exec(text)?.[0]}`).toBe(
        `${file} undefined`,
      )
    }
  })

  it('the exit needs a reason, and inside it no single branch is known', async () => {
    await expect(acrossBranches('', async () => 1)).rejects.toThrow('reason')
    await expect(acrossBranches('test', async () => currentBranchId())).rejects.toThrow('across branches (test)')
  })
})
