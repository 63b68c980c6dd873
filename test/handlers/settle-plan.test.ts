import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanMeaning, SettlePlanMeaning } from '../../src/core/meaning.js'
import { findEntryByNumber } from '../../src/ledger/entries.js'
import { LedgerEntry } from '../../src/models/ledger-entry.js'
import { at, closeLedger, inNewBranch, openLedger } from '../ledger/fixture.js'
import { buttonOf, cardOf, chatText, contentText, mean, privately, tap } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

const NUMBER = '2026-计-001'
const theme: PlanMeaning = {
  type: 'plan',
  kind: 'theme_day',
  date: '2026-03-26',
  start: '14:00',
  topic: '清明祭英烈',
  place: '烈士陵园',
  remind: true,
  remind_all: true,
}
const talk: PlanMeaning = { type: 'plan', kind: 'talk', date: '2026-03-26', partner: '赵阳', topic: '转岗' }
const settle = (outcome: SettlePlanMeaning['outcome'], over: Partial<SettlePlanMeaning> = {}): SettlePlanMeaning => ({
  type: 'settle_plan',
  outcome,
  number: NUMBER,
  ...over,
})
const organiser = { by: '王敏', chat: 'p2p', sentAt: at('2026-03-27', '09:40') } as const
const plan = async (number = NUMBER) => await findEntryByNumber(number)

describe('取消', () => {
  it('keeps the reason for those who may read it, and tells the author when another did it', () =>
    inNewBranch(async () => {
      await mean(theme, { by: '王敏' })
      const reply = await mean(settle('cancelled', { reason: '大家都出差' }), { ...organiser, by: '陈立' })
      expect(contentText(reply.chat)).toMatch(/^已取消 2026-计-001 计划主题党日/)
      expect(await privately(reply)).toEqual({ 王敏: [expect.stringContaining('陈立取消了你记的 2026-计-001')] })
      expect(await plan()).toMatchObject({ planState: 'cancelled', cancelReason: '大家都出差' })
      expect(chatText(reply, false)).toContain('取消原因：大家都出差')
      expect(chatText(reply, true)).not.toContain('出差')
      expect(contentText((await mean(settle('cancelled'), organiser)).chat)).toBe('2026-计-001 之前已取消')
    }))

  it('is the organiser’s, the secretary’s and the ledger officer’s', () =>
    inNewBranch(async () => {
      await mean(theme, { by: '王敏' })
      for (const by of ['孙小雨', '李淑贤'])
        expect(contentText((await mean(settle('cancelled'), { ...organiser, by })).chat)).toContain('由安排的人、书记')
      expect((await plan())?.planState).toBe('open')
      await mean(settle('cancelled'), { ...organiser, by: '周海明' })
      expect((await plan())?.planState).toBe('cancelled')
    }))

  it('of a talk: others are told of no such plan, a group not of its pair', () =>
    inNewBranch(async () => {
      await mean(talk, { by: '陈立', chat: 'p2p' })
      const stranger = await mean(settle('cancelled'), { ...organiser, by: '王敏' })
      expect(contentText(stranger.chat)).toContain('没有找到编号')
      const reply = await mean(settle('cancelled'), { ...organiser, by: '陈立', chat: 'group' })
      expect(contentText(reply.chat)).toBe('已取消 2026-计-001')
    }))

  it('of a talk keeps no reason, not even for its two', () =>
    inNewBranch(async () => {
      await mean(talk, { by: '陈立', chat: 'p2p' })
      const reply = await mean(settle('cancelled', { reason: '他父亲住院' }), { ...organiser, by: '陈立' })
      expect(await plan()).toMatchObject({ planState: 'cancelled' })
      expect(JSON.stringify([reply, await plan(), await LedgerEntry.find({}).lean()])).not.toContain('住院')
    }))
})

describe('改期', () => {
  it('typed with a day moves the plan with all that is in it', () =>
    inNewBranch(async () => {
      await mean(theme, { by: '王敏' })
      const reply = await mean(settle('moved', { date: '2026-04-02' }), organiser)
      expect(chatText(reply, false)).toContain('代替原计划 2026-计-001')
      expect(await plan()).toMatchObject({ planState: 'moved', doneBy: '2026-计-002' })
      expect(await plan('2026-计-002')).toMatchObject({ date: '2026-04-02', place: '烈士陵园', remindAll: true })
      expect(await plan('2026-计-002')).toMatchObject({ start: '14:00', inferred: ['start'] })
    }))

  it('tapped opens a form with the day left open; sent, the plan has moved', () =>
    inNewBranch(async () => {
      await mean(theme, { by: '王敏' })
      const { id: entryId = '' } = (await plan()) ?? {}
      const form = await tap({ v: 1, name: 'settle-plan', entryId, outcome: 'moved' }, organiser)
      const submit = buttonOf(cardOf(form.chat), '记下')
      const values = {
        kind: 'theme_day',
        date: '2026-04-02',
        topic: '清明祭英烈',
        place: '烈士陵园',
        replaces: '2026-03-26',
      }
      const sent = await tap(submit.action, organiser, { ...values, remind: '是', remind_all: '是' })
      expect(sent.notice).toMatchObject({ tone: 'success' })
      expect(await plan()).toMatchObject({ planState: 'moved', doneBy: '2026-计-002' })
      expect(await plan('2026-计-002')).toMatchObject({ date: '2026-04-02', remindAll: true })
    }))
})

describe('已办，记一笔', () => {
  it('of a talk opens its form for the two; the secretary who planned it for them gets none of its words', () =>
    inNewBranch(async () => {
      await mean({ ...talk, talker: '王敏' }, { by: '陈立', chat: 'p2p' })
      const opened = await mean(settle('held'), organiser)
      expect(contentText(opened.chat)).toContain('2026-计-001 谈了，记一笔')
      const { id: entryId = '' } = (await plan()) ?? {}
      const tapped = await tap({ v: 1, name: 'settle-plan', entryId, outcome: 'held' }, { ...organiser, by: '陈立' })
      expect(tapped.notice?.text).toContain('表格已发给你')
      expect(JSON.stringify(tapped)).not.toContain('转岗')
    }))
})
