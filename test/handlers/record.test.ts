import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Meaning, TalkMeaning, TrainingMeaning } from '../../src/core/meaning.js'
import { listEntries } from '../../src/ledger/entries.js'
import { at, closeLedger, inNewBranch, openLedger } from '../ledger/fixture.js'
import { chatText, contentText, mean, privately, told } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

const study: TrainingMeaning = {
  type: 'training',
  form: '集中学习',
  date: '2026-03-17',
  period: '下午',
  minutes: 120,
  topic: '二十届四中全会精神',
  attendees: 'all',
  inferred: ['form'],
}
const talk: TalkMeaning = {
  type: 'talk',
  kind: '谈心谈话',
  date: '2026-03-17',
  talker: '$sender',
  partner: '孙小雨',
  topic: '家里老人住院',
  place: '会议室',
}

describe('recording', () => {
  it('answers a training in the group with the receipt of moments.md §6', () =>
    inNewBranch(async () => {
      const reply = await mean(study)
      const [entry] = await listEntries()
      expect(contentText(reply.chat).split('\n')).toEqual([
        '已记｜集中学习 · 二十届四中全会精神',
        '3月17日（周二）下午 · 2小时 · 应到7 实到7 · 形式：集中学习「默认」',
        '同时计入：学时 ｜ 编号 2026-学-001 ｜ 记录人 赵阳',
        '[改一下]',
        '[撤销]',
        '[有出入]',
      ])
      expect(reply.entryIds).toEqual([entry?.id])
      expect(reply.direct ?? []).toEqual([])
    }))

  it('keeps who was missing out of the group', () =>
    inNewBranch(async () => {
      const { attendees: _all, ...rest } = study
      const reply = await mean({ ...rest, absent: [{ name: '孙小雨', reason: '发烧' }] })
      expect(chatText(reply)).toContain('应到7 实到6')
      expect(chatText(reply)).not.toMatch(/孙小雨|发烧/)
    }))

  it('keeps one person’s hours out of the group; those that he typed he knows', () =>
    inNewBranch(async () => {
      const own = { ...study, form: '自学', minutes: 45, period: undefined } as const
      const reply = await mean({ ...own, attendees: ['$sender'], inferred: ['form', 'date'] })
      expect(chatText(reply)).toContain('已记｜自学')
      expect(chatText(reply)).not.toContain('45')
      expect(await privately(reply)).toEqual({})
    }))

  it.each(['minutes', 'credit_hours', 'start', 'end'])(
    'answers in private alone when it filled in one person’s %s: the group could not see the mark',
    (field) =>
      inNewBranch(async () => {
        const own = { ...study, form: '自学', minutes: 45, credit_hours: 1, start: '09:00', end: '09:45' } as const
        const reply = await mean({ ...own, period: undefined, attendees: ['$sender'], inferred: [field] })
        expect(reply.chat).toBeUndefined()
        const said = await privately(reply)
        expect(Object.keys(said)).toEqual(['赵阳'])
        expect(said.赵阳).toHaveLength(1)
        expect(said.赵阳?.[0]?.split('「默认」')).toHaveLength(2)
        expect(reply.direct?.[0]?.entryIds).toHaveLength(1)
      }),
  )

  it('in private one receipt says it all', () =>
    inNewBranch(async () => {
      const own = { ...study, form: '自学', minutes: 45, period: undefined } as const
      const reply = await mean({ ...own, attendees: ['$sender'], inferred: ['minutes'] }, { chat: 'p2p' })
      expect(contentText(reply.chat)).toContain('45分钟「默认」')
      expect(reply.direct).toEqual([])
    }))

  it('calls a receipt routine that only repeats what was typed', () =>
    inNewBranch(async () => {
      const said = { ...study, inferred: [] }
      const cases: [Meaning, boolean][] = [
        [said, true],
        [study, false],
        [{ records: [said, { ...said, topic: '党章' }] }, true],
        [{ records: [said, study] }, false],
        [{ records: [said, talk] }, false],
        [{ ...said, form: '自学', attendees: ['$sender'] }, true],
        [talk, false],
        [{ type: 'undo', target: 'last' }, false],
        [{ type: 'help' }, false],
      ]
      for (const [meaning, routine] of cases) {
        expect((await mean(meaning, { by: '陈立' })).routine ?? false, JSON.stringify(meaning)).toBe(routine)
      }
    }))

  it('records several at once with one receipt, talks apart', () =>
    inNewBranch(async () => {
      const records = [study, talk, { type: 'theme_day', date: '2026-03-05', topic: '参观', attendees: 'all' } as const]
      const reply = await mean({ records }, { by: '陈立' })
      expect(await listEntries()).toHaveLength(3)
      expect(chatText(reply)).toContain('已记2条')
      expect(chatText(reply)).not.toMatch(/孙小雨|谈/)
      expect(reply.entryIds).toHaveLength(2)
      const said = await privately(reply)
      expect(said.陈立?.[0]).toContain('已记｜谈心谈话 陈立—孙小雨')
      expect(said.孙小雨).toEqual([told('陈立记了与你3月17日的谈心谈话')])
    }))

  it('records what is certain and asks in private about the rest', () =>
    inNewBranch(async () => {
      const broken = { ...talk, partner: '查无此人' }
      const reply = await mean({ records: [study, broken] }, { by: '陈立' })
      expect(await listEntries()).toMatchObject([{ kind: 'training' }])
      expect(chatText(reply)).toContain('已记｜集中学习')
      expect(chatText(reply)).not.toMatch(/查无此人|住院|谈/)
      expect((await privately(reply)).陈立?.[0]).toMatch(/^还没记｜谈话[\s\S]*家里老人住院/)
    }))

  it('marks a late entry by the moment it was typed', () =>
    inNewBranch(async () => {
      const reply = await mean({ ...study, date: '2026-03-08' }, { sentAt: at('2026-03-20') })
      expect(chatText(reply)).toContain('补录：3月20日录入')
      expect(chatText(reply)).toContain('3月8日是周日，已照记')
    }))
})

describe('a talk', () => {
  it('is one sentence in the group; the receipt and the partner’s line are private', () =>
    inNewBranch(async () => {
      const reply = await mean(talk, { by: '陈立' })
      expect(chatText(reply).trim()).toBe('已记一次谈心谈话，其余已私聊你')
      expect(reply.entryIds).toBeUndefined()
      const said = await privately(reply)
      expect(said.陈立?.[0]).toContain('内容：家里老人住院')
      expect(said.陈立?.[0]).toContain('[查看内容]')
      expect(said.孙小雨).toEqual([told('陈立记了与你3月17日的谈心谈话')])
      expect(JSON.stringify(await listEntries())).not.toContain('住院')
    }))

  it('asks in private to recall content typed in the group', () =>
    inNewBranch(async () => {
      const reply = await mean({ ...talk, privacy: 'content_in_group' }, { by: '陈立' })
      expect(chatText(reply)).not.toContain('撤回')
      expect((await privately(reply)).陈立?.[1]).toContain('请长按撤回群里那条')
    }))

  it('names the actual kind to the partner, and hides a reminder talk’s from the group', () =>
    inNewBranch(async () => {
      const clean = await mean({ ...talk, kind: '廉政谈话' }, { by: '陈立' })
      expect(chatText(clean).trim()).toBe('已记一次谈心谈话，其余已私聊你')
      expect((await privately(clean)).孙小雨).toEqual([told('陈立记了与你3月17日的廉政谈话')])
      const reminder = await mean({ ...talk, kind: '提醒谈话' }, { by: '陈立' })
      expect(chatText(reminder).trim()).toBe('已记，其余已私聊你')
    }))

  it('gives content back only to one of the two, whoever typed it', () =>
    inNewBranch(async () => {
      const reply = await mean({ ...talk, talker: '陈立' }, { by: '周海明', chat: 'p2p' })
      expect(chatText(reply)).toContain('已记｜谈心谈话 陈立—孙小雨')
      expect(chatText(reply)).not.toMatch(/住院|会议室|查看内容/)
      const said = await privately(reply)
      expect(said.陈立).toEqual([told('周海明记了你与孙小雨3月17日的谈心谈话')])
      expect(said.孙小雨).toEqual([told('周海明记了你与陈立3月17日的谈心谈话')])
    }))

  it('opens its content for the two in private, and for nobody else', () =>
    inNewBranch(async () => {
      await mean(talk, { by: '陈立' })
      const read = { type: 'read_talk', number: '2026-谈-001' } as const
      expect(chatText(await mean(read, { by: '孙小雨', chat: 'p2p' }))).toContain('内容：家里老人住院')
      const inGroup = await mean(read, { by: '孙小雨' })
      expect(chatText(inGroup).trim()).toBe('已私聊你')
      expect((await privately(inGroup)).孙小雨?.[0]).toContain('家里老人住院')
      expect(chatText(await mean(read, { by: '王敏', chat: 'p2p' })).trim()).toBe('谈话内容仅谈话双方可见')
      const [entry] = await listEntries()
      expect(entry).toBeDefined()
    }))
})

describe('a guest', () => {
  it('gets help, never data, and can’t write', () =>
    inNewBranch(async () => {
      for (const meaning of [study, { type: 'undo', target: 'last' }, { error: 'missing_field' }] as const) {
        const reply = await mean(meaning, { by: '路人' })
        expect(contentText(reply.chat)).toContain('你还不在本支部的名册里')
      }
      expect(await listEntries()).toEqual([])
    }))

  it('who sends a secret has it wiped all the same', () =>
    inNewBranch(async () => {
      const reply = await mean({ error: 'refused_secret' }, { by: '路人' })
      expect(reply).toMatchObject({ wipe: true, chat: { text: '涉密、工作秘密、领导行程请勿发给我' } })
    }))
})
