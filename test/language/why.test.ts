import { describe, expect, it } from 'vitest'
import type { Utterance } from '../../src/core/meaning.js'
import { understand } from '../../src/language/understand.js'
import type { Trace } from '../../src/language/why.js'
import { botName, linesOf, roster, understood } from './helpers.js'

const utterance = (text: string): Utterance => ({
  text,
  chat: 'p2p',
  senderRoles: ['ledger'],
  today: '2026-03-18',
  roster,
  botName,
})

const traced = (text: string): Trace => {
  const trace: Trace = []
  understand(utterance(text), trace)
  return trace
}

describe('how a sentence came to its meaning', () => {
  it('names the words behind a field and the rule that read them', () => {
    const trace = traced('昨天下午2点到4点集中学习党章，主讲王敏，赵阳请假')
    expect(trace).toContainEqual({ field: 'date', from: '昨天', by: 'dates/find-dates.ts findDates' })
    expect(trace).toContainEqual({ field: 'start, end, period', from: '下午2点到4点', by: 'times.ts findTime' })
    expect(trace).toContainEqual({ field: 'type', from: 'training', by: 'kinds.ts kindsIn' })
    expect(trace.find(({ field }) => field === 'absent')?.from).toContain('赵阳请假')
    expect(trace.find(({ field }) => field === 'topic')?.from).toBe('党章')
  })

  it('says why it asks, and which path a request took', () => {
    expect(traced('昨天开了推进会').some(({ field, from }) => field === 'question' && from.includes('项目'))).toBe(true)
    expect(traced('撤销')).toContainEqual({ field: 'type', from: '撤销', by: 'requests.ts commandMeaning' })
  })

  it('keeps the steps of a cut only when the pieces became the records', () => {
    const trace = traced('昨天慈善一日捐7人共1400元，另外给客房部开了张提醒整改单')
    expect(trace.filter(({ field }) => field === 'records')).toHaveLength(1)
  })

  it('changes nothing about the meaning', () => {
    for (const line of [...linesOf('events.jsonl'), ...linesOf('dev-lines.jsonl')].slice(0, 120)) {
      const plain = understand(utterance(line.text))
      expect(understand(utterance(line.text), [])).toEqual(plain)
      expect(understood(line)).not.toHaveProperty('why')
    }
  })
})
