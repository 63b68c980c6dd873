import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../src/core/civil-date.js'
import type { RecordMeaning } from '../../src/core/meaning.js'
import type { BranchView, MemberView } from '../../src/core/views.js'
import { isWorkday, NATIONAL } from '../../src/core/workdays.js'
import { findEntry, findEntryByNumber, findLastEntryOf, listEntries } from '../../src/ledger/entries.js'
import { isLate, spellOut } from '../../src/ledger/new-entry/index.js'
import { obligationsOf, refreshObligations } from '../../src/ledger/obligations.js'
import { canSee, canVoid } from '../../src/ledger/permissions.js'
import { voidEntry } from '../../src/ledger/void-entry.js'
import { currentBranchId } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { type EntryRow, LedgerEntry } from '../../src/models/ledger-entry.js'
import { Obligation } from '../../src/models/obligation.js'
import { at, closeLedger, GROUP, inNewBranch, memberNamed, NOW, openLedger, refusal, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const EVERYBODY = ['周海明', '孙小雨', '李响', '李淑贤', '王敏', '赵阳', '陈立']
const sorted = (names: readonly string[]) => [...names].sort()
const voidIt = (id: string, byMemberId = 'm') => inTransaction(() => voidEntry(id, { byMemberId, now: NOW }))

describe('recording', () => {
  it('spells out the demo sentence', async () => {
    await inNewBranch(async (id) => {
      const entry = await say(
        {
          type: 'training',
          form: '集中学习',
          date: '2026-03-17',
          minutes: 120,
          topic: '二十届四中全会精神',
          attendees: 'all',
          inferred: ['form'],
        },
        { by: '赵阳' },
      )
      expect(entry).toMatchObject({
        branchId: id,
        number: '2026-学-001',
        kind: 'training',
        title: '二十届四中全会精神',
        minutes: 120,
        expected: 7,
        actual: 7,
        inferred: ['form'],
        warn: [],
        author: '赵阳',
        enteredAt: NOW,
        late: false,
        voided: false,
      })
      expect(sorted(entry.participants)).toEqual(EVERYBODY)
      expect(await findEntry(entry.id)).toEqual(entry)
      expect(await findEntryByNumber('2026-学-001')).toEqual(entry)
      expect(await listEntries({ kind: 'training', from: '2026-03-17', to: '2026-03-17' })).toEqual([entry])
      expect(await listEntries({ from: '2026-03-18' })).toEqual([])
    })
  })

  it('takes the absent from the roster of that day and keeps their reasons', async () => {
    await inNewBranch(async () => {
      const entry = await say({
        type: 'meeting',
        kind: '党员大会',
        date: '2026-03-17',
        absent: [{ name: '李响', reason: '出差' }],
        host: '$sender',
        votes: { for: 5 },
        resolution: '通过',
      })
      expect(sorted(entry.participants)).toEqual(EVERYBODY.filter((name) => name !== '李响'))
      expect(entry).toMatchObject({ absent: [{ name: '李响', reason: '出差' }], expected: 7, actual: 6, host: '陈立' })
      expect(entry).toMatchObject({ number: '2026-会-001', title: '党员大会', subkind: '党员大会', votes: { for: 5 } })
    })
  })

  it('respects who was away on the date of the event', async () => {
    const members = [{ name: '陈立', role: 'secretary' }, { name: '王敏' }, { name: '李响', state: 'leave' }]
    await inNewBranch(
      async () => {
        const entry = await say({ type: 'theme_day', date: '2026-03-17', attendees: 'all' })
        expect(entry).toMatchObject({ participants: ['王敏', '陈立'], expected: 2, actual: 2, title: '主题党日' })
        const named = await say({ type: 'theme_day', date: '2026-03-17', attendees: ['李响', '$sender'] })
        expect(named.participants).toEqual(['李响', '陈立'])
      },
      { members },
    )
  })

  it('keeps counts that were said, and invents none', async () => {
    await inNewBranch(async () => {
      const counted = await say({ type: 'training', date: '2026-03-17', expected: 20, actual: 18, audience: '质管员' })
      expect(counted).toMatchObject({ expected: 20, actual: 18, participants: [] })
      const full = await say({ type: 'training', date: '2026-03-17', expected: 7, actual: 7 })
      expect(full.participants.length).toBe(7)
      const alone = await say(
        { type: 'training', form: '自学', attendees: ['$sender'], credit_hours: 4 },
        { by: '赵阳' },
      )
      expect(alone).toMatchObject({ participants: ['赵阳'], creditHours: 4, date: '2026-03-18', title: '自学' })
      expect(alone.expected).toBeUndefined()
    })
  })

  it('refuses 全员 of a day on which the roster knows nobody', async () => {
    const members = [{ name: '陈立', role: 'secretary', since: '2026-01-05' }]
    await inNewBranch(
      async () =>
        expect(await refusal(say({ type: 'theme_day', date: '2025-12-05', attendees: 'all' }))).toBe('nobody_then'),
      { members },
    )
  })

  it('warns of a gathering on a rest day, and of no study alone', async () => {
    await inNewBranch(async () => {
      const sunday = { date: '2026-03-08' } as const
      expect((await say({ type: 'theme_day', ...sunday })).warn).toEqual(['non_workday'])
      expect((await say({ type: 'training', form: '线上学习', ...sunday })).warn).toEqual([])
      expect((await say({ type: 'training', form: '集中学习', ...sunday, warn: ['non_workday'] })).warn).toEqual([
        'non_workday',
      ])
    })
  })

  it('refuses fields of another kind at the schema', async () => {
    await inNewBranch(async () => {
      expect(() => new LedgerEntry({ kind: 'talk', topic: '谈了什么' })).toThrow(/topic/)
    })
  })
})

describe('numbers', () => {
  it('count by kind and year of the event, 提醒谈话 apart', async () => {
    await inNewBranch(async () => {
      const numbers: string[] = []
      const talk = { type: 'talk', talker: '$sender', partner: '赵阳' } as const
      const sayings: RecordMeaning[] = [
        { type: 'training', date: '2025-12-30' },
        { type: 'training', date: '2026-01-05' },
        { type: 'training', date: '2026-01-06' },
        { ...talk, kind: '谈心谈话', date: '2026-03-17' },
        { ...talk, kind: '提醒谈话', date: '2026-03-17' },
        { ...talk, kind: '廉政谈话', date: '2026-03-18' },
      ]
      for (const meaning of sayings) numbers.push((await say(meaning)).number)
      expect(numbers).toEqual([
        '2025-学-001',
        '2026-学-001',
        '2026-学-002',
        '2026-谈-001',
        '2026-提-001',
        '2026-谈-002',
      ])
    })
  })

  it('are unique and without gaps under parallel transactions', async () => {
    await inNewBranch(async () => {
      const entries = await Promise.all(
        Array.from({ length: 24 }, (_, i) => say({ type: i % 2 ? 'training' : 'theme_day', date: '2026-03-17' })),
      )
      const of = (mark: string) => sorted(entries.map(({ number }) => number).filter((n) => n.includes(mark)))
      const wanted = (mark: string) =>
        Array.from({ length: 12 }, (_, i) => `2026-${mark}-${String(i + 1).padStart(3, '0')}`)
      expect(of('学')).toEqual(wanted('学'))
      expect(of('党')).toEqual(wanted('党'))
      // Nobody counted without seeing the others.
      expect((await Obligation.findOne({ rule: 'training-month' }).lean())?.have).toBe(12)
    })
  })

  it('are not used up by a transaction that failed', async () => {
    await inNewBranch(async () => {
      await expect(
        inTransaction(async () => {
          const author = await memberNamed('陈立')
          const branch = { id: currentBranchId(), settings: { lateAfterWorkdays: 3 }, calendar: NATIONAL } as BranchView
          const { recordEntry } = await import('../../src/ledger/record-entry.js')
          const source = { author, sentAt: NOW, today: '2026-03-18', branch, chatId: GROUP }
          await recordEntry(spellOut({ type: 'training' }, source, { everybody: [], expected: [] }), NOW)
          throw new Error('afterwards')
        }),
      ).rejects.toThrow('afterwards')
      expect((await say({ type: 'training' })).number).toBe('2026-学-001')
      expect(await listEntries()).toHaveLength(1)
    })
  })
})

describe('lateness', () => {
  const rule = (lateAfterWorkdays: number) => ({ lateAfterWorkdays, calendar: NATIONAL })

  it('counts workdays with 调休 and the holidays between', async () => {
    // 2026: Saturday 14 February is a workday, 15 to 23 February is the Spring Festival.
    expect(isLate('2026-02-13', '2026-02-25', rule(3))).toBe(false)
    expect(isLate('2026-02-13', '2026-02-26', rule(3))).toBe(true)
    expect(isLate('2026-03-13', '2026-03-18', rule(3))).toBe(false)
    expect(isLate('2026-03-12', '2026-03-18', rule(3))).toBe(true)
    expect(isLate('1999-01-01', '2026-03-18', rule(3))).toBe(true)
    expect(isLate('2026-03-18', '2026-03-18', rule(0))).toBe(false)
  })

  it('never turns back as days go by, and agrees with counting one by one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 60 }),
        fc.nat(10),
        (start, gap, limit) => {
          const event = addDays('2026-01-01', start)
          const today = addDays(event, gap)
          let passed = 0
          for (let day = 1; day <= gap; day++) if (isWorkday(addDays(event, day))) passed++
          expect(isLate(event, today, rule(limit))).toBe(passed > limit)
        },
      ),
    )
  })

  it('is marked when said or when it is so', async () => {
    await inNewBranch(async () => {
      expect((await say({ type: 'training', date: '2026-03-17', backfill: true })).late).toBe(true)
      expect((await say({ type: 'training', date: '2026-03-05' })).late).toBe(true)
      expect((await say({ type: 'training', date: '2026-03-02', end_date: '2026-03-17' })).late).toBe(false)
    })
  })
})

describe('刚才那条', () => {
  it('is the newest of this author in this chat from before the moment, not voided', async () => {
    await inNewBranch(async () => {
      const first = await say({ type: 'training' }, { sentAt: at('2026-03-18', '10:00') })
      const second = await say({ type: 'training' }, { sentAt: at('2026-03-18', '10:05') })
      await say({ type: 'training' }, { sentAt: at('2026-03-18', '10:06'), by: '赵阳' })
      await say({ type: 'training' }, { sentAt: at('2026-03-18', '10:06'), chatId: 'oc_other' })
      const third = await say({ type: 'training' }, { sentAt: at('2026-03-18', '10:10') })
      const last = async (time: string) =>
        (await findLastEntryOf(first.authorId, GROUP, at('2026-03-18', time)))?.id ?? 'none'
      expect(await last('10:00')).toBe('none')
      expect(await last('10:05')).toBe(first.id)
      expect(await last('10:10')).toBe(second.id)
      expect(await last('10:11')).toBe(third.id)
      await voidIt(third.id)
      // A second 撤销 must find what the first one voided, not the entry before it.
      expect(await last('10:11')).toBe(third.id)
    })
  })

  it('of two entries of one message is the second', async () => {
    await inNewBranch(async () => {
      await say({ type: 'training', topic: '一' })
      const second = await say({ type: 'theme_day', topic: '二' })
      expect((await findLastEntryOf(second.authorId, GROUP, NOW + 1))?.id).toBe(second.id)
    })
  })
})

describe('voiding', () => {
  it('keeps the entry with who, when and why, once', async () => {
    await inNewBranch(async () => {
      const entry = await say({ type: 'training' })
      const voiding = { byMemberId: 'm1', now: NOW + 5, reason: '重复' }
      const first = await inTransaction(() => voidEntry(entry.id, voiding))
      expect(first).toEqual({ entry: { ...entry, voided: true, voidedAt: NOW + 5 }, alreadyVoided: false })
      const again = await inTransaction(() => voidEntry(entry.id, { byMemberId: 'm2', now: NOW + 9 }))
      expect(again).toEqual({ entry: { ...entry, voided: true, voidedAt: NOW + 5 }, alreadyVoided: true })
      const row = await LedgerEntry.findOne({ _id: entry.id }).lean<EntryRow>()
      expect(row?.revisions).toEqual([
        { at: NOW, byMemberId: entry.authorId, change: 'recorded' },
        { at: NOW + 5, byMemberId: 'm1', change: 'voided', reason: '重复' },
      ])
      expect(await listEntries()).toEqual([])
      expect(await listEntries({ includeVoided: true })).toHaveLength(1)
      expect((await say({ type: 'training' })).number).toBe('2026-学-002')
      expect(await refusal(voidIt('nothing'))).toBe('no_entry')
    })
  })

  it('of one entry twice at once voids it once', async () => {
    await inNewBranch(async () => {
      const entry = await say({ type: 'training' })
      const results = await Promise.all([voidIt(entry.id), voidIt(entry.id), voidIt(entry.id)])
      expect(results.filter(({ alreadyVoided }) => !alreadyVoided)).toHaveLength(1)
    })
  })

  it('is allowed to author, secretary and ledger officer; of a talk to its people', async () => {
    await inNewBranch(async () => {
      const [chen, wang, zhou, zhao, sun] = [
        await memberNamed('陈立'),
        await memberNamed('王敏'),
        await memberNamed('周海明'),
        await memberNamed('赵阳'),
        await memberNamed('孙小雨'),
      ] as const
      const who = (entry: Parameters<typeof canVoid>[1], may: typeof canVoid) =>
        [chen, wang, zhou, zhao, sun].filter((member) => may(member, entry)).map(({ name }) => name)
      const study = await say({ type: 'training' }, { by: '赵阳' })
      expect(who(study, canVoid)).toEqual(['陈立', '周海明', '赵阳'])
      expect(who(study, canSee)).toHaveLength(5)
      const talk = { type: 'talk', date: '2026-03-17', talker: '$sender', partner: '孙小雨' } as const
      const heart = await say({ ...talk, kind: '谈心谈话' }, { by: '王敏' })
      expect(who(heart, canVoid)).toEqual(['王敏', '孙小雨'])
      const reminder = await say({ ...talk, kind: '提醒谈话' }, { by: '王敏' })
      expect(who(reminder, canSee)).toEqual(['陈立', '王敏', '孙小雨'])
      expect(canVoid({ ...zhao, leftOn: '2026-03-18' }, study)).toBe(false)
    })
  })
})

describe('obligations', () => {
  const RULES = ['training-month', 'theme-day-month', 'general-meeting-quarter', 'talks-quarter']
  const state = async (month = '2026-03') =>
    Object.fromEntries(
      (await obligationsOf(month))
        .filter(({ rule }) => RULES.includes(rule))
        .map(({ rule, have, need, met }) => [rule, `${have}/${need} ${met}`]),
    )
  const rows = async () =>
    Object.fromEntries(
      (await Obligation.find().lean()).map(({ rule, period, have, met }) => [`${rule} ${period}`, `${have} ${met}`]),
    )

  it('are met by entries and open again when these are voided', async () => {
    await inNewBranch(async () => {
      expect(await state()).toEqual({
        'training-month': '0/1 false',
        'theme-day-month': '0/1 false',
        'general-meeting-quarter': '0/1 false',
        'talks-quarter': '0/3 false',
      })
      await say({ type: 'training', form: '自学', date: '2026-03-10' })
      await say({ type: 'training', form: '线上学习', date: '2026-03-10' })
      expect((await state())['training-month']).toBe('0/1 false')
      const study = await say({ type: 'training', form: '业务培训', date: '2026-03-10' })
      await say({ type: 'theme_day', date: '2026-02-05' })
      await say({ type: 'meeting', kind: '党员大会', date: '2026-01-09' })
      await say({ type: 'meeting', kind: '支委会', date: '2026-01-09' })
      const talk = { type: 'talk', talker: '$sender', partner: '赵阳' } as const
      await say({ ...talk, kind: '谈心谈话', date: '2026-01-12' })
      await say({ ...talk, kind: '提醒谈话', date: '2026-02-12' })
      await say({ ...talk, kind: '廉政谈话', date: '2026-03-12' })
      expect(await state()).toEqual({
        'training-month': '1/1 true',
        'theme-day-month': '0/1 false',
        'general-meeting-quarter': '1/1 true',
        'talks-quarter': '2/3 false',
      })
      const [met] = await obligationsOf('2026-03-18')
      expect(met).toMatchObject({ basis: '支部承诺', label: '培训', period: '2026-03', entries: [{ id: study.id }] })
      expect(await rows()).toMatchObject({
        'training-month 2026-03': '1 true',
        'theme-day-month 2026-02': '1 true',
        'theme-day-month 2026-03': '0 false',
        'general-meeting-quarter 2026-Q1': '1 true',
        'talks-quarter 2026-Q1': '2 false',
      })
      await voidIt(study.id)
      expect((await state())['training-month']).toBe('0/1 false')
      expect((await rows())['training-month 2026-03']).toBe('0 false')
    })
  })

  it('of one period are one row, whoever writes them', async () => {
    await inNewBranch(async (id) => {
      await Promise.all(Array.from({ length: 6 }, () => inTransaction(() => refreshObligations('2026-03-18', NOW))))
      const owed = (await obligationsOf('2026-03-18')).map(({ rule, period }) => `${id}:${rule}:${period}`)
      expect((await Obligation.find().lean()).map(({ _id }) => _id).sort()).toEqual(owed.sort())
    })
  })

  it('leave out a promise that the branch did not make', async () => {
    await inNewBranch(async () => expect(Object.keys(await state())).not.toContain('talks-quarter'), {
      settings: { talksPerQuarter: 0 },
    })
  })
})

describe('spelling out, whatever was understood', () => {
  const member = (name: string, i: number): MemberView => ({
    id: `m${i}`,
    name,
    aliases: [],
    roles: ['member'],
    status: 'full',
    state: 'active',
  })
  const everybody = EVERYBODY.map(member)
  const branch = { id: 'b1', settings: { lateAfterWorkdays: 3, talksPerQuarter: 3 }, calendar: NATIONAL } as BranchView
  const author = everybody[0] as MemberView
  const source = { author, sentAt: NOW, today: '2026-03-18', branch, chatId: GROUP }
  const nameOf = fc.constantFrom(...EVERYBODY, '$sender')
  const text = fc.string({ minLength: 1 })
  const meaning = fc.record(
    {
      type: fc.constant('training' as const),
      topic: text,
      attendees: fc.oneof(fc.constant('all' as const), fc.uniqueArray(nameOf)),
      absent: fc.array(fc.record({ name: nameOf, reason: text }, { requiredKeys: ['name'] }), { maxLength: 4 }),
      expected: fc.integer({ min: 1, max: 9 }),
      actual: fc.integer({ min: 0, max: 9 }),
    },
    { requiredKeys: ['type'] },
  )

  it('keeps said counts, leaves no symbol and no absent one among those present', () => {
    fc.assert(
      fc.property(meaning, (said) => {
        const entry = spellOut(said, source, { everybody, expected: everybody })
        if (said.expected !== undefined) expect(entry.expected).toBe(said.expected)
        if (said.actual !== undefined) expect(entry.actual).toBe(said.actual)
        const present = entry.participants.map(({ memberId }) => memberId)
        expect(new Set(present).size).toBe(present.length)
        expect(JSON.stringify(entry.participants)).not.toContain('$sender')
        if (!Array.isArray(said.attendees)) for (const one of entry.absent) expect(present).not.toContain(one.memberId)
        expect(entry.title.length).toBeGreaterThan(0)
        expect(Object.values(entry)).not.toContain(undefined)
      }),
    )
  })

  it('puts no word of a talk into the entry', () => {
    const word = fc.string({ minLength: 3 }).map((s) => `«${s}»`)
    const talk = fc.record(
      {
        topic: word,
        problem: word,
        place: word,
        note: word,
        followup: fc.record({ what: word, due_to: fc.constant('2026-04-01') }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(talk, (words) => {
        const said = {
          type: 'talk',
          kind: '谈心谈话',
          date: '2026-03-17',
          talker: '$sender',
          partner: '陈立',
          ...words,
        } as const
        const { content, ...fact } = spellOut(said, source, { everybody, expected: everybody })
        expect(JSON.stringify(fact)).not.toContain('«')
        const { followup, ...rest } = words
        expect({ ...content }).toEqual({ ...rest, ...(followup && { followup: followup.what }) })
        expect(fact.participants).toHaveLength(2)
      }),
    )
  })

  it('refuses a talk with oneself or with a stranger', () => {
    const talk = { type: 'talk', kind: '谈心谈话', date: '2026-03-17', talker: '$sender' } as const
    const roster = { everybody, expected: everybody }
    expect(() => spellOut({ ...talk, partner: author.name }, source, roster)).toThrow('self_talk')
    expect(() => spellOut({ ...talk, partner: '路人' }, source, roster)).toThrow('unknown_person')
  })
})
