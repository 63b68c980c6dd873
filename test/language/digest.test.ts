import { describe, expect, it } from 'vitest'
import { say, writes } from './helpers.js'

const week = { type: 'digest', wish: 'preview', every: 'week' }
const quarter = { ...week, every: 'quarter' }
const year = { ...week, every: 'year' }
const toSecretary = { type: 'digest', wish: 'send', to: 'secretary' }
const toGroup = { ...toSecretary, to: 'group' }

describe('what is said of the digest itself', () => {
  it.each([
    ['/周报 预览', week],
    ['/周报', week],
    ['周报预览', week],
    ['看看这周周报', week],
    ['看一下本周的周报', week],
    ['请先给我看看周报', week],
    ['预览周报。', week],
    ['周报发我看看', week],
    ['这周周报会发些什么？', week],
    ['季度周报预览', quarter],
    ['季度小结预览', quarter],
    ['看看本季度小结', quarter],
    ['预览一季度小结', quarter],
    ['季报预览', quarter],
    ['年度小结预览', year],
    ['看看2026年度小结', year],
    ['周报只发给我', toSecretary],
    ['以后周报只发给书记', toSecretary],
    ['周报私聊发给我就行', toSecretary],
    ['周报别发群里', toSecretary],
    ['周报不要发到群里，只发给我', toSecretary],
    ['周报发到群里', toGroup],
    ['周报还是发群里吧', toGroup],
    ['周报恢复发到群里', toGroup],
    ['周报有出入', { type: 'dispute', digest: true }],
    ['有出入 周报', { type: 'dispute', digest: true }],
    ['周报有出入 少了一次主题影片', { type: 'dispute', digest: true, text: '少了一次主题影片' }],
  ])('%s', (text, meaning) => {
    expect(say(text)).toEqual(meaning)
  })

  it.each([
    '请各位同事把周报发我',
    '周报还没写',
    '昨天写周报2小时',
    '出一份年度总结',
    '周报别忘了交',
    '大家把周报发到群里',
  ])('%s is about something else, and writes nothing', (text) => {
    const meaning = say(text)
    expect('type' in meaning && meaning.type).not.toBe('digest')
    expect(writes(meaning)).toBe(false)
  })
})
