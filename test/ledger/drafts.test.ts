import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toDate } from '../../src/core/clock.js'
import { findBranchIdOfDraft, findBranchIdOfEntry } from '../../src/ledger/branches.js'
import { bumpDraft, closeDraft, findDraft, saveDraft } from '../../src/ledger/drafts.js'
import { Draft } from '../../src/models/draft.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { closeLedger, GROUP, inNewBranch, NOW, openLedger, refusal, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const CANARY = '金丝雀草稿'
const partial = { type: 'talk', kind: '谈心谈话', partner: '赵阳', topic: CANARY } as const
const draftOf = (authorId = 'm1') =>
  saveDraft({ authorId, chatId: GROUP, private: true, partial, question: `${CANARY}？`, fields: ['date'] }, NOW)

describe('a draft', () => {
  it('keeps what was understood until its form comes back', async () => {
    await inNewBranch(async (branchId) => {
      const draft = await draftOf()
      expect(draft).toEqual({
        id: draft.id,
        authorId: 'm1',
        chatId: GROUP,
        private: true,
        partial,
        question: `${CANARY}？`,
        fields: ['date'],
        errors: {},
        open: true,
        revision: 0,
        createdAt: NOW,
      })
      expect(await findDraft(draft.id)).toEqual(draft)
      expect(await findBranchIdOfDraft(draft.id)).toBe(branchId)
      expect(await findBranchIdOfEntry((await say({ type: 'training' })).id)).toBe(branchId)
      const bumped = await bumpDraft(draft.id, { ...partial, date: '2026-02-30' }, { date: '没有这一天' })
      expect(bumped).toMatchObject({ revision: 1, errors: { date: '没有这一天' }, partial: { date: '2026-02-30' } })
      expect(await findDraft(draft.id)).toEqual(bumped)
      expect(await findDraft('nothing')).toBeUndefined()
      expect(await findBranchIdOfDraft('nothing')).toBeUndefined()
    })
  })

  it('is closed once and then holds nothing', async () => {
    await inNewBranch(async () => {
      const { id } = await draftOf()
      const closed = await Promise.all([1, 2, 3].map(() => inTransaction(() => closeDraft(id))))
      expect(closed.filter(Boolean)).toHaveLength(1)
      expect(await findDraft(id)).toMatchObject({ open: false, fields: [], errors: {} })
      expect(Object.keys((await Draft.findOne({ _id: id }).lean()) ?? {})).not.toContain('sealed')
      expect(await refusal(bumpDraft(id, partial, {}))).toBe('draft_closed')
    })
  })

  it('is not readable in the database', async () => {
    await inNewBranch(async () => {
      await draftOf()
      const rows = await mongoose.connection.collection('drafts').find({}, { raw: true }).toArray()
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect((row as unknown as Buffer).includes(Buffer.from('金丝雀'))).toBe(false)
    })
  })

  it('ends after 14 days of machine time, by an index of MongoDB’s', async () => {
    await inNewBranch(async () => {
      const { id } = await draftOf()
      const row = await Draft.findOne({ _id: id }).lean()
      const days = ((row?.expireAt.getTime() ?? 0) - Date.now()) / 86_400_000
      expect(days).toBeGreaterThan(13.9)
      expect(days).toBeLessThanOrEqual(14)
      await Draft.updateOne({ _id: id }, { $set: { expireAt: toDate(Date.now() - 1) } })
      expect(await findDraft(id)).toBeUndefined()
      const indexes = await mongoose.connection.collection('drafts').indexes()
      expect(indexes).toContainEqual(expect.objectContaining({ key: { expireAt: 1 }, expireAfterSeconds: 0 }))
    })
  })
})
