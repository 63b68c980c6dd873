import { describe, expect, it } from 'vitest'
import { say } from './helpers.js'

describe('a picture is taken off its entry', () => {
  it.each([
    ['删掉2026-学-025的照片', { target: { number: '2026-学-025' } }],
    ['把2026-学-031的凭证删了', { target: { number: '2026-学-031' } }],
    ['删第2张照片 2026-学-025', { target: { number: '2026-学-025' }, nth: 2 }],
    ['2026-学-025 的第三份材料撤掉', { target: { number: '2026-学-025' }, nth: 3 }],
    ['去掉全部材料 2026-学-014', { target: { number: '2026-学-014' }, all: true }],
    ['刚才那条的照片删了', { target: 'last' }],
    ['麻烦把上一条的附件去掉', { target: 'last' }],
  ])('%s', (text, meant) => {
    expect(say(text, { chat: 'p2p', sender_role: 'member' })).toEqual({ type: 'drop_file', ...meant })
  })

  it('and the entry itself only where it is meant', () => {
    expect(say('撤销2026-学-025', { chat: 'p2p' })).toMatchObject({ type: 'undo' })
    expect(say('照片删了', { chat: 'p2p' })).toMatchObject({ error: 'unclear', type: 'drop_file' })
    expect(say('昨天集中学习省委文件精神1小时，照片稍后', { chat: 'p2p' })).not.toMatchObject({ type: 'drop_file' })
  })
})
