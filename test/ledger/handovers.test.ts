import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkCard } from '../../cards/open-work-card.js'
import { getBranch, saveBranch } from '../../src/ledger/branches.js'
import { listEntries } from '../../src/ledger/entries.js'
import { excuse } from '../../src/ledger/excuses.js'
import {
  cancelHandover,
  carryOutHandover,
  confirmHandover,
  pendingHandover,
  proposeHandover,
} from '../../src/ledger/handovers.js'
import { openWork } from '../../src/ledger/open-work.js'
import { canSee, mayReadAnalysis } from '../../src/ledger/permissions.js'
import { readAnalysis } from '../../src/ledger/read-talk.js'
import { recipientsOf } from '../../src/ledger/recipients.js'
import { listMembers } from '../../src/ledger/roster.js'
import { leaveRoster, setStatus } from '../../src/ledger/roster-changes.js'
import { secretaryTermsOf } from '../../src/ledger/secretary-terms.js'
import { currentBranchId } from '../../src/models/branch-scope.js'
import { inTransaction } from '../../src/models/in-transaction.js'
import { cardText } from '../cards/card-text.js'
import { at, closeLedger, inNewBranch, memberNamed, NOW, openLedger, refusal, sampleBody, say } from './fixture.js'

beforeAll(openLedger)
afterAll(closeLedger)

const FIRST_DAY = '2026-04-01'

async function propose(to = '赵阳', on = FIRST_DAY) {
  const ids = { fromId: (await memberNamed('陈立')).id, toId: (await memberNamed(to)).id }
  return (await inTransaction(() => proposeHandover({ ...ids, on }, NOW))).handover
}
async function agree(on = FIRST_DAY, today = '2026-03-18') {
  const handover = await propose('赵阳', on)
  for (const id of [handover.fromId, handover.toId])
    await inTransaction(() => confirmHandover(handover.id, id ?? '', today))
  return handover
}
const carryOut = (today: string) => inTransaction(() => carryOutHandover(today, at(today)))
const secretariesOn = async (date?: string): Promise<string[]> =>
  (await listMembers(date)).filter(({ roles }) => roles.includes('secretary')).map(({ name }) => name)
const readers = async (date: string): Promise<string[]> =>
  (await recipientsOf(await getBranch(currentBranchId()), date)).map(({ name }) => name)

describe('a hand-over', () => {
  it('changes the secretary on its day, once, with the roles of before kept', () =>
    inNewBranch(async () => {
      await agree()
      expect(await carryOut('2026-03-31')).toBeUndefined()
      const outcomes = await Promise.all([carryOut('2026-04-02'), carryOut('2026-04-02'), carryOut('2026-04-02')])
      expect(outcomes.filter((one) => one === 'done')).toHaveLength(1)
      expect(await secretariesOn()).toEqual(['赵阳'])
      // Done a day late, it holds from the day agreed.
      expect(await secretariesOn('2026-03-31')).toEqual(['陈立'])
      expect(await secretariesOn(FIRST_DAY)).toEqual(['赵阳'])
      expect(await readers('2026-03-31')).toEqual(['陈立'])
      expect(await readers(FIRST_DAY)).toEqual(['赵阳'])
      expect((await getBranch(currentBranchId())).handovers).toMatchObject([{ state: 'done', on: FIRST_DAY }])
    }))

  it('waits for both, and counts from the day on which the second one agrees', () =>
    inNewBranch(async () => {
      const { id, fromId = '', toId } = await propose()
      await inTransaction(() => confirmHandover(id, fromId, '2026-03-18'))
      await inTransaction(() => confirmHandover(id, fromId, '2026-03-18'))
      expect(await carryOut('2026-04-02')).toBeUndefined()
      expect(await inTransaction(() => confirmHandover(id, toId, '2026-04-03'))).toMatchObject({ on: '2026-04-03' })
      expect(await carryOut('2026-04-03')).toBe('done')
      expect(await secretariesOn('2026-04-02')).toEqual(['陈立'])
    }))

  it('is over when it is cancelled, or another one is proposed', () =>
    inNewBranch(async () => {
      const first = await agree()
      const second = await propose('王敏')
      expect(await inTransaction(() => confirmHandover(first.id, first.toId, '2026-03-18'))).toBeUndefined()
      expect((await pendingHandover())?.id).toBe(second.id)
      expect(await inTransaction(() => cancelHandover(second.id, NOW))).toBe(true)
      expect(await inTransaction(() => cancelHandover(second.id, NOW))).toBe(false)
      expect(await carryOut('2026-04-02')).toBeUndefined()
      expect(await secretariesOn()).toEqual(['陈立'])
    }))

  it.each([
    ['the successor left', async (id: string, edit: Parameters<typeof leaveRoster>[1]) => leaveRoster(id, edit)],
    [
      'the successor is no full member',
      async (id: string, edit: Parameters<typeof leaveRoster>[1]) => setStatus(id, 'probationary', edit),
    ],
  ])('does not take place: %s', (_what, change) =>
    inNewBranch(async () => {
      const { toId } = await agree()
      const edit = { on: '2026-03-18', by: await memberNamed('陈立'), now: NOW }
      await inTransaction(() => change(toId, edit))
      expect(await carryOut(FIRST_DAY)).toBe('off')
      expect(await carryOut(FIRST_DAY)).toBeUndefined()
      expect(await secretariesOn()).toEqual(['陈立'])
    }),
  )

  it('by the operator’s roster takes effect at once, and what was being agreed is over', () =>
    inNewBranch(async () => {
      const { chatId } = await getBranch(currentBranchId())
      await agree()
      const members = sampleBody().members.map((one) => ({
        ...one,
        role: one.name === '王敏' ? ('secretary' as const) : ('member' as const),
      }))
      await saveBranch({ ...sampleBody(), chatId, members }, at('2026-03-20'))
      const { handovers } = await getBranch(currentBranchId())
      expect(handovers?.map(({ state, on }) => [state, on])).toEqual([
        ['cancelled', FIRST_DAY],
        ['done', '2026-03-20'],
      ])
      expect(handovers?.[1]).toMatchObject({
        fromId: (await memberNamed('陈立')).id,
        toId: (await memberNamed('王敏')).id,
      })
      expect(await secretariesOn()).toEqual(['王敏'])
    }))
})

describe('what a successor gains', () => {
  it('no 提醒谈话, planned talk or analysis from before his day; who handed over keeps his analyses', () =>
    inNewBranch(async () => {
      const talk = { type: 'talk', kind: '提醒谈话', talker: '$sender', partner: '李响' } as const
      const analysis = { type: 'analysis', period: '2026-Q1', topic: '总体稳定' } as const
      const old = [
        await say({ ...talk, date: '2026-03-17' }, { by: '王敏' }),
        await say({ ...analysis, date: '2026-03-18' }),
        await say({ type: 'plan', kind: 'talk', partner: '李响', date: '2026-03-25' }, { by: '王敏' }),
      ]
      await agree()
      await carryOut(FIRST_DAY)
      const [from, to] = [await memberNamed('陈立'), await memberNamed('赵阳')]
      const sentAt = at('2026-04-02')
      const fresh = [
        await say({ ...talk, date: '2026-04-02' }, { by: '王敏', sentAt }),
        await say({ ...analysis, date: '2026-04-02' }, { by: '赵阳', sentAt }),
      ]
      const seenBy = async (member: typeof from): Promise<boolean[]> =>
        [...old, ...fresh].map((entry) =>
          entry.kind === 'analysis' ? mayReadAnalysis(member, entry) : canSee(member, entry),
        )
      expect(await seenBy(to)).toEqual([false, false, false, true, true])
      expect(await seenBy(from)).toEqual([false, true, false, false, false])
      expect(await refusal(inTransaction(() => readAnalysis(old[1]?.id ?? '', to, sentAt)))).toBe('not_permitted')
      expect(await inTransaction(() => readAnalysis(old[1]?.id ?? '', from, sentAt))).toMatchObject({
        topic: '总体稳定',
      })
      const work = JSON.stringify(await openWork(to, ['secretary'], '2026-04-02'))
      expect(work).not.toMatch(/提醒谈话|2026-提|李响.*提醒/)
    }))
})

describe('open items', () => {
  it('of the secretary: duties, items, gaps and dues by number; of talks that are not his only how many', () =>
    inNewBranch(async () => {
      await say({
        type: 'qualitySlip',
        kind: '提醒整改单',
        date: '2026-03-10',
        problem: '台账缺页',
        department: '后勤部',
      })
      await say({ type: 'training', form: '微党课', date: '2026-03-11', topic: '党章', attendees: 'all' })
      const talk = { type: 'talk', kind: '谈心谈话', talker: '$sender', partner: '李响', date: '2026-03-17' } as const
      await say({ ...talk, followup: { what: '再谈', due_to: '2026-03-31' } }, { by: '王敏' })
      await say({ type: 'plan', kind: 'talk', partner: '李响', date: '2026-03-25' }, { by: '王敏' })
      await say({ type: 'plan', kind: 'theme_day', date: '2026-03-26', topic: '祭英烈' })
      const work = await openWork(await memberNamed('陈立'), ['secretary'], '2026-03-18')
      expect(cardText(openWorkCard(work))).toMatch(/2026-计-\d{3} 计划主题党日 祭英烈 3月26日\n/)
      expect(work.missing?.map(({ label }) => label)).toContain('主题党日')
      expect(work.matters?.map(({ item }) => item)).toEqual(['plan', 'qualitySlip'])
      expect(work.incomplete?.map(({ missing }) => missing)).toEqual([['主讲人']])
      expect(work.dues?.find(({ month }) => month === '2026-03')?.missing).toHaveLength(7)
      expect(work.othersTalks).toBe(2)
      expect(JSON.stringify(work)).not.toContain('再谈')
      expect((await listEntries({ kind: 'talk' })).length).toBe(1)
    }))

  it('of the organization officer: that something was explained, not why; and no rate', () =>
    inNewBranch(async () => {
      const [secretary, officer] = [await memberNamed('陈立'), await memberNamed('王敏')]
      await inTransaction(() => excuse('theme-day-month', '2026-03', '赵阳住院', secretary, NOW))
      const told = async (reader: typeof officer, office: 'secretary' | 'organization', today = '2026-03-18') =>
        openWork(reader, [office], today)
      const [his, hers] = [await told(secretary, 'secretary'), await told(officer, 'organization')]
      expect(cardText(openWorkCard(his))).toContain('主题党日（3月）：未开展（说明：赵阳住院）')
      expect(cardText(openWorkCard(hers))).toContain('主题党日（3月）：未开展（已说明）')
      expect(JSON.stringify(hers)).not.toContain('住院')
      const counted = /年度学时|书记学时|谈心谈话覆盖/
      expect(JSON.stringify(await told(secretary, 'secretary', '2026-11-18'))).toMatch(counted)
      expect(JSON.stringify(await told(officer, 'organization', '2026-11-18'))).not.toMatch(counted)
    }))

  it('of another office: what goes with it and nothing else', () =>
    inNewBranch(async () => {
      const of = async (name: string, office: 'dues' | 'ledger' | 'organization') =>
        Object.keys(await openWork(await memberNamed(name), [office], '2026-03-18')).slice(3)
      expect(await of('李淑贤', 'dues')).toEqual(['dues'])
      expect(await of('周海明', 'ledger')).toEqual(['matters', 'incomplete'])
      expect(await of('王敏', 'organization')).toEqual(['missing', 'matters'])
    }))
})

describe('terms of a secretary', () => {
  it.each([
    ['never', [{ on: '2026-01-01', roles: ['member'] }], undefined],
    ['always', [{ on: '0000-01-01', roles: ['secretary'] }], undefined],
    ['since a day', [{ on: '2026-04-01', roles: ['secretary'] }], [{ from: '2026-04-01' }]],
    [
      'twice',
      [
        { on: '0000-01-01', roles: ['secretary'] },
        { on: '2026-04-01', roles: ['member'] },
        { on: '2026-06-01', roles: ['secretary'] },
        { on: '2026-07-01', roles: ['secretary', 'dues'] },
      ],
      [{ from: '0000-01-01', until: '2026-04-01' }, { from: '2026-06-01' }],
    ],
  ] as const)('%s', (_what, history, terms) => {
    expect(secretaryTermsOf(history.map(({ on, roles }) => ({ on, roles: [...roles] })))).toEqual(terms)
  })
})
