import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TalkMeaning } from '../../src/core/meaning.js'
import { adminEntries } from '../../src/ledger/admin-view.js'
import { findEntry } from '../../src/ledger/entries.js'
import { readTalkContent } from '../../src/ledger/read-talk.js'
import { eraseTalkContent, rewrapTalkKeys } from '../../src/ledger/talk-keys.js'
import { openTalk, sealTalk } from '../../src/ledger/talk-vault.js'
import { acrossBranches } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { ReadAudit } from '../../src/models/read-audit.js'
import { TalkContent } from '../../src/models/talk-content.js'
import { at, closeLedger, inNewBranch, memberNamed, NOW, newKey, openLedger, refusal, say, useKeys } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const CANARY = '金丝雀家里老人住院'
const talk: TalkMeaning = {
  type: 'talk',
  kind: '谈心谈话',
  date: '2026-03-17',
  start: '14:30',
  talker: '$sender',
  partner: '孙小雨',
  topic: `${CANARY}一`,
  problem: `${CANARY}二`,
  place: `${CANARY}三`,
  note: `${CANARY}四`,
  followup: { what: `${CANARY}五`, due_to: '2026-03-31' },
}
const content = {
  topic: talk.topic,
  problem: talk.problem,
  place: talk.place,
  note: talk.note,
  followup: talk.followup?.what,
}
const audits = async (entryId: string) =>
  (await ReadAudit.find({ entryId }).sort({ _id: 1 }).lean()).map(({ act, memberId }) => `${act} ${memberId}`)

/** Every document of every collection, as the bytes that were stored. */
async function storedBytes(): Promise<Buffer> {
  const parts: Buffer[] = []
  for (const collection of (await mongoose.connection.db?.collections()) ?? []) {
    for await (const raw of collection.find({}, { raw: true })) parts.push(raw as unknown as Buffer)
  }
  // The oplog keeps what a later update has already replaced.
  const oplog = mongoose.connection.getClient().db('local').collection('oplog.rs')
  const ns = { $regex: `^${mongoose.connection.name}\\.` }
  for await (const raw of oplog.find({ $or: [{ ns }, { 'o.applyOps.ns': ns }] }, { raw: true }))
    parts.push(raw as unknown as Buffer)
  return Buffer.concat(parts)
}

describe('a talk', () => {
  it('is a fact without words, and its two can read the words', async () => {
    await inNewBranch(async () => {
      const entry = await say(talk)
      expect(entry).toMatchObject({
        number: '2026-谈-001',
        title: '谈心谈话 陈立—孙小雨',
        subkind: '谈心谈话',
        talker: '陈立',
        partner: '孙小雨',
        participants: ['陈立', '孙小雨'],
        absent: [],
        followupDue: '2026-03-31',
        start: '14:30',
      })
      const [chen, sun] = [await memberNamed('陈立'), await memberNamed('孙小雨')]
      expect(await inTransaction(() => readTalkContent(entry.id, chen, NOW))).toEqual(content)
      expect(await readTalkContent(entry.id, sun, NOW)).toEqual(content)
      expect(await audits(entry.id)).toEqual([`read ${chen.id}`, `read ${sun.id}`])
    })
  })

  it('leaves no word in what MongoDB stores', async () => {
    await inNewBranch(async () => {
      const { id } = await say(talk)
      const stored = await storedBytes()
      expect(stored.includes(Buffer.from(id))).toBe(true)
      expect(stored.includes(Buffer.from('金丝雀'))).toBe(false)
      expect(JSON.stringify(await adminEntries())).not.toContain('金丝雀')
    })
  })

  it('refuses everybody else whatever their role, and notes it even when the transaction rolls back', async () => {
    await inNewBranch(async () => {
      const entry = await say({ ...talk, partner: '赵阳' }, { by: '王敏' })
      const [chen, zhou] = [await memberNamed('陈立'), await memberNamed('周海明')]
      expect(await refusal(inTransaction(() => readTalkContent(entry.id, chen, NOW)))).toBe('not_permitted')
      expect(await refusal(readTalkContent(entry.id, zhou, NOW))).toBe('not_permitted')
      expect(await audits(entry.id)).toEqual([`refused ${chen.id}`, `refused ${zhou.id}`])
      expect(await refusal(readTalkContent('nothing', chen, NOW))).toBe('no_entry')
      const study = await say({ type: 'training' })
      expect(await refusal(readTalkContent(study.id, chen, NOW))).toBe('no_entry')
    })
  })

  it('is refused to its author when two others are named', async () => {
    await inNewBranch(async () => {
      const entry = await say({ ...talk, talker: '王敏' }, { by: '陈立' })
      expect(await refusal(readTalkContent(entry.id, await memberNamed('陈立'), NOW))).toBe('not_permitted')
      expect(await readTalkContent(entry.id, await memberNamed('王敏'), NOW)).toEqual(content)
    })
  })

  it('of reminder is unknown to who may not know of it', async () => {
    await inNewBranch(async () => {
      const entry = await say({ ...talk, kind: '提醒谈话' }, { by: '王敏' })
      const [chen, zhou, sun] = [await memberNamed('陈立'), await memberNamed('周海明'), await memberNamed('孙小雨')]
      expect(await refusal(readTalkContent(entry.id, chen, NOW))).toBe('not_permitted')
      expect(await refusal(readTalkContent(entry.id, zhou, NOW))).toBe('no_entry')
      expect(await readTalkContent(entry.id, sun, NOW)).toEqual(content)
      expect(await audits(entry.id)).toHaveLength(3)
      expect(await adminEntries()).toEqual([])
    })
  })

  it('without words has nothing sealed and reads as empty', async () => {
    await inNewBranch(async () => {
      const { id } = await say({
        type: 'talk',
        kind: '廉政谈话',
        date: '2026-03-17',
        talker: '$sender',
        partner: '赵阳',
      })
      expect(await TalkContent.countDocuments()).toBe(0)
      expect(await readTalkContent(id, await memberNamed('赵阳'), NOW)).toEqual({})
    })
  })
})

describe('sealed words', () => {
  it('do not open in another place', () => {
    const place = { branchId: 'b1', entryId: 'e1' }
    const sealed = sealTalk({ topic: 'x', note: 'y' }, place)
    expect(openTalk(sealed, place)).toEqual({ topic: 'x', note: 'y' })
    expect(() => openTalk(sealed, { ...place, branchId: 'b2' })).toThrow()
    expect(() => openTalk(sealed, { ...place, entryId: 'e2' })).toThrow()
    const { topic, note } = sealed.fields
    expect(() => openTalk({ ...sealed, fields: { topic: note, note: topic } as typeof sealed.fields }, place)).toThrow()
    const other = sealTalk({ topic: 'x' }, place)
    expect(() => openTalk({ ...sealed, wrappedKey: other.wrappedKey }, place)).toThrow()
  })

  it('outlive a change of field keys once re-wrapped', async () => {
    const [old, next] = [newKey('old'), newKey('next')]
    useKeys([old])
    await inNewBranch(async () => {
      const { id } = await say(talk)
      const reader = await memberNamed('孙小雨')
      useKeys([next, old])
      expect(await readTalkContent(id, reader, NOW)).toEqual(content)
      const before = await TalkContent.findOne({ _id: id }).lean()
      expect((await rewrapTalkKeys()).rewrapped).toBeGreaterThanOrEqual(1)
      expect(await rewrapTalkKeys()).toEqual({ rewrapped: 0, stuck: 0 })
      const after = await TalkContent.findOne({ _id: id }).lean()
      expect(after?.wrappedKey?.keyId).toBe('next')
      expect(after?.fields).toEqual(before?.fields)
      useKeys([next])
      expect(await readTalkContent(id, reader, NOW)).toEqual(content)
      useKeys([old])
      await expect(readTalkContent(id, reader, NOW)).rejects.toThrow('not configured')
    })
  })

  it('of which one key is lost: the others move, and the loss is told', async () => {
    const [lost, kept, next] = [newKey('lost'), newKey('kept'), newKey('next')]
    await acrossBranches('a clean start', () => TalkContent.deleteMany({}))
    await inNewBranch(async () => {
      useKeys([lost])
      await say(talk)
      useKeys([kept])
      const { id } = await say(talk)
      useKeys([next, kept])
      expect(await rewrapTalkKeys()).toEqual({ rewrapped: 1, stuck: 1 })
      useKeys([next])
      expect(await readTalkContent(id, await memberNamed('孙小雨'), NOW)).toEqual(content)
      await TalkContent.deleteMany({})
    })
    useKeys([])
  })

  it('are erased with their key at the wish of one of the two; the fact stays', async () => {
    await inNewBranch(async () => {
      const entry = await say(talk)
      const [chen, zhou, sun] = [await memberNamed('陈立'), await memberNamed('周海明'), await memberNamed('孙小雨')]
      const erase = (by: string) => inTransaction(() => eraseTalkContent(entry.id, by, at('2026-03-19')))
      expect(await refusal(erase(zhou.id))).toBe('not_permitted')
      expect(await refusal(erase('nobody'))).toBe('not_permitted')
      expect(await readTalkContent(entry.id, sun, NOW)).toEqual(content)
      await erase(sun.id)
      await erase(sun.id)
      expect(await refusal(readTalkContent(entry.id, sun, NOW))).toBe('erased')
      expect(await refusal(readTalkContent(entry.id, chen, NOW))).toBe('erased')
      expect(await findEntry(entry.id)).toEqual(entry)
      const row = await TalkContent.findOne({ _id: entry.id }).lean()
      expect(Object.keys(row ?? {}).sort()).toEqual(['_id', 'branchId', 'erasedAt', 'erasedBy', 'schemaVersion'])
      useKeys([newKey('k3')])
      expect(await rewrapTalkKeys()).toEqual({ rewrapped: 0, stuck: 0 })
      expect((await audits(entry.id)).filter((line) => line.startsWith('erased'))).toHaveLength(2)
    })
  })
})
