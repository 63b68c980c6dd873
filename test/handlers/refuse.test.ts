import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { handleMeaning } from '../../handlers/index.js'
import { handleUnreadable } from '../../handlers/unreadable.js'
import type { ErrorMeaning } from '../../src/core/meaning.js'
import type { BranchView, MemberView } from '../../src/core/views.js'

const member: MemberView = {
  id: 'm1',
  name: '赵阳',
  aliases: [],
  roles: ['member'],
  status: 'full',
  state: 'active',
}
const ctx = {
  branch: { id: 'b1', timezone: 'Asia/Shanghai' } as BranchView,
  member,
  chat: { id: 'c1', type: 'group' },
  sentAt: 0,
  now: 0,
  today: '2026-03-18',
  messageId: 'om_1',
  roster: [member],
} as const

const said = async (meaning: ErrorMeaning): Promise<string> => {
  const { chat } = await handleMeaning(meaning, ctx)
  return chat?.type === 'text' ? chat.text : ''
}

describe('refusals', () => {
  it.each([
    [{ error: 'missing_field', fields: ['partner'] }, /是和哪一位谈的？.*如：昨天和某某谈心谈话/],
    [{ error: 'future_date', date: '2026-03-19', suggest: 'plan' }, /3月19日（周四）还没到，先不记/],
    [{ error: 'bad_date', raw: '2月30号' }, /「2月30号」没有这一天/],
    [
      { error: 'date_conflict', raw: '3月5日周五', candidates: ['2026-03-05', '2026-03-06'] },
      /周四）还是3月6日（周五）/,
    ],
    [{ error: 'count_mismatch', expected: 7, actual: 8 }, /应到7、实到8/],
    [{ error: 'count_mismatch', field: 'votes', expected: 6, actual: 7 }, /有表决权的6人，票数合计7票/],
    [{ error: 'count_mismatch', field: 'minutes', expected: 120, actual: 90 }, /起止时间是120分钟/],
    [{ error: 'unknown_person', name: '刘德发' }, /名册里没有「刘德发」/],
    [{ error: 'ambiguous_person', name: '小李', candidates: ['李淑贤', '李响'] }, /李淑贤、李响/],
    [{ error: 'self_talk', name: '赵阳' }, /不能是自己/],
    [{ error: 'not_permitted', action: 'delete_others' }, /只有记录人、书记/],
    [{ error: 'not_permitted', action: 'talk_content' }, /仅谈话双方可见/],
    [{ error: 'not_permitted', action: 'ranking' }, /不做排名/],
    [{ error: 'not_permitted', action: 'fabricate' }, /没有开展的活动不能记/],
    [{ error: 'not_permitted', action: 'something_new' }, /这件事我不能做/],
    [{ error: 'destructive_refused' }, /不能批量删除/],
    [{ error: 'not_yet', type: 'dues' }, /（党费）我没把握，没有记下。发「帮助 党费」/],
    [{ error: 'not_yet', type: 'report' }, /出报告我还不会/],
    [
      { error: 'count_mismatch', field: 'total', expected: 150, actual: 120 },
      /^合计与各人之和对不上，请核对后再发一句。$/,
    ],
    [{ error: 'something_new' }, /先不记/],
  ] as [ErrorMeaning, RegExp][])('answers %o', async (meaning, text) => {
    expect(await said(meaning)).toMatch(text)
  })

  it('wipes a secret at once', async () => {
    expect(await handleMeaning({ error: 'refused_secret' }, ctx)).toEqual({
      chat: { type: 'text', text: '涉密、工作秘密、领导行程请勿发给我' },
      wipe: true,
    })
  })

  it('asks for a sentence instead of a picture, a voice message or a forwarded chat', () => {
    expect(handleUnreadable('audio').chat).toMatchObject({ text: expect.stringContaining('请打一句字') })
    expect(handleUnreadable('forward').chat).toMatchObject({ text: expect.stringContaining('请用一句话说明') })
  })
})

describe('handlers', () => {
  it('are all in the list', () => {
    const folder = new URL('../../handlers/', import.meta.url)
    const listed = readFileSync(new URL('index.ts', folder), 'utf8')
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    for (const file of files) expect(listed).toContain(`'./${file.replace(/\.ts$/, '.js')}'`)
  })

  it('show what to type, by role and chat', async () => {
    const reply = await handleMeaning({ type: 'help' }, ctx)
    expect(JSON.stringify(reply)).toContain('撤销 2026-学-014')
  })
})
