import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UserError } from '../../src/core/errors.js'
import type { RosterMeaning } from '../../src/core/meaning.js'
import { listMembers } from '../../src/ledger/roster.js'
import { closeLedger, inNewBranch, openLedger } from '../ledger/fixture.js'
import { contentText, mean, privately } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

const command = (
  change: RosterMeaning['change'],
  more: Omit<RosterMeaning, 'type' | 'change'> = {},
): RosterMeaning => ({
  type: 'roster',
  change,
  ...more,
})
const asSecretary = { by: '陈立', chat: 'p2p' } as const
const refusedWith = (meaning: RosterMeaning, by = '陈立'): Promise<string> =>
  mean(meaning, { by, chat: 'p2p' }).then(
    (reply) => `not refused: ${contentText(reply.chat)}`,
    (error: unknown) => (error instanceof UserError ? error.userMessage : String(error)),
  )

describe('a roster command', () => {
  it('typed in the group is answered in private only', () =>
    inNewBranch(async () => {
      const reply = await mean(command('state', { name: '李响', value: 'leave' }), { by: '陈立' })
      expect(contentText(reply.chat)).toBe('已私聊你')
      expect((await privately(reply)).陈立?.join()).toContain('在岗 → 请长假')
    }))

  it('of a day to come waits for that day', () =>
    inNewBranch(async () => {
      const meaning = command('leave', { name: '李响', date: '2026-04-01' })
      expect(await refusedWith(meaning)).toBe('4月1日（周三）还没到，到那天再发这一句')
      expect((await listMembers()).map(({ name }) => name)).toContain('李响')
    }))

  it.each([
    [command('leave'), '带上姓名'],
    [command('leave', { name: '吴刚' }), '名册里没有「吴刚」'],
    [command('state', { name: '李响', value: 'gone' }), '写明：请长假'],
    [command('state', { name: '李响', value: 'toString' }), '写明：请长假'],
    [command('role', { name: '李响', value: 'boss' }), '写明分工'],
    [
      command('role', { name: '李响', value: 'secretary' }),
      '换书记要双方确认，请写明哪天起，如：4月1日起书记由赵阳接任',
    ],
    [command('alias', { name: '李响', value: '王敏' }), '已经是王敏的叫法'],
    [command('join', { name: '李响' }), '已在名册里'],
    [command('join', { name: '吴刚', value: 'guest' }), '写明：正式党员或预备党员'],
  ])('that can’t be is refused with what to write: %o', (meaning, text) =>
    inNewBranch(async () => expect(await refusedWith(meaning)).toContain(text)),
  )

  it('means a member by what he is called, and asks where two are called so', () =>
    inNewBranch(
      async () => {
        const reply = await mean(command('state', { name: '老周', value: 'retired' }), asSecretary)
        expect(contentText(reply.chat)).toContain('周海明退休')
        expect(await refusedWith(command('leave', { name: '小李' }))).toMatch(/李淑贤、李响|李响、李淑贤/)
      },
      {
        members: [
          { name: '陈立', platformUserId: 'ou_chen', role: 'secretary' },
          { name: '周海明', aliases: ['老周'] },
          { name: '李淑贤', aliases: ['小李'] },
          { name: '李响', aliases: ['小李'] },
        ],
      },
    ))

  it('who left and comes back goes on with his entries, without his office', () =>
    inNewBranch(async () => {
      await mean(command('leave', { name: '李淑贤' }), asSecretary)
      expect(await refusedWith(command('state', { name: '李淑贤', value: 'leave' }))).toContain('名册里没有')
      const reply = await mean(command('join', { name: '李淑贤' }), asSecretary)
      expect(contentText(reply.chat)).toContain('已转出 → 正式党员')
      const back = (await listMembers()).filter(({ name }) => name === '李淑贤')
      expect(back).toMatchObject([{ roles: ['member'], platformUserId: 'ou_lishu' }])
    }))

  it('the roster of a long branch is several cards, all private', async () => {
    const members = [
      { name: '陈立', role: 'secretary', platformUserId: 'ou_chen' },
      ...Array.from({ length: 45 }, (_, index) => ({ name: `党员${index}` })),
    ]
    await inNewBranch(
      async () => {
        const inGroup = await mean(command('show'), { by: '陈立' })
        expect((await privately(inGroup)).陈立).toHaveLength(3)
        const inPrivate = await mean(command('show'), asSecretary)
        const pages = [contentText(inPrivate.chat), ...((await privately(inPrivate)).陈立 ?? [])]
        expect(pages.map((page) => page.split('\n')[0])).toEqual(
          [1, 2, 3].map((page) => `名册｜人事部党支部（${page}/3）`),
        )
        for (const { name } of members) expect(pages.filter((page) => page.includes(`\n${name} `))).toHaveLength(1)
      },
      { members },
    )
  })

  it('is not what a plain member may say, whatever the language let through', () =>
    inNewBranch(async () => {
      for (const meaning of [command('show'), command('leave', { name: '李响' })]) {
        const reply = await mean(meaning, { by: '赵阳', chat: 'p2p' })
        expect(contentText(reply.chat)).toBe('名册由书记或组织委员来看、来改。')
      }
      const role = await mean(command('role', { name: '李响', value: 'dues' }), { by: '王敏', chat: 'p2p' })
      expect(contentText(role.chat)).toBe('分工和转正由书记来改。')
    }))
})

it('two secretaries may let one of them go', async () => {
  await inNewBranch(
    async () => {
      const reply = await mean(command('leave', { name: '陈立' }), { by: '王敏', chat: 'p2p' })
      expect(contentText(reply.chat)).toContain('陈立转出')
    },
    {
      members: [
        { name: '陈立', role: 'secretary' },
        { name: '王敏', role: 'secretary' },
      ],
    },
  )
})
