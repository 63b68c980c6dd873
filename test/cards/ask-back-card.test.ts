import { describe, expect, it } from 'vitest'
import { askBackCard } from '../../cards/ask-back-card.js'
import { entryFormFields, toFormValues } from '../../cards/entry-form.js'
import { SAMPLE_PEOPLE } from '../../cards/samples.js'
import type { Form } from '../../src/core/card.js'
import { cardText } from './card-text.js'

const formOf = (card: ReturnType<typeof askBackCard>): Form => {
  const block = card.blocks.find(({ type }) => type === 'form')
  if (block?.type !== 'form') throw new Error('no form')
  return block.form
}
const base = {
  draftId: 'd1',
  revision: 2,
  question: '主题是什么？',
  ask: ['topic'],
  people: SAMPLE_PEOPLE,
  sentence: '3月17日下午 培训 2小时 主题…',
} as const

describe('ask-back card', () => {
  it('puts the question on top, what is asked first, and everything understood into the form', () => {
    const partial = { type: 'training', date: '2026-03-17', period: '下午', minutes: 120, form: '自学' } as const
    const card = askBackCard({
      ...base,
      type: 'training',
      ask: ['minutes'],
      values: toFormValues(partial, '赵阳'),
      audience: { inGroup: false },
    })
    const { fields, submit } = formOf(card)
    expect(card.blocks[0]).toMatchObject({ type: 'text', text: '主题是什么？', style: 'strong' })
    expect(fields[0]).toMatchObject({ name: 'duration', value: '2小时' })
    expect(fields.find(({ name }) => name === 'date')).toMatchObject({ type: 'date', value: '2026-03-17' })
    expect(fields.find(({ name }) => name === 'form')).toMatchObject({ type: 'select', value: '自学' })
    expect(submit).toMatchObject({ action: { name: 'submit-entry', draftId: 'd1', revision: 2 }, twin: base.sentence })
    expect(card.buttons).toMatchObject([{ text: '不记了', action: { name: 'drop-draft', draftId: 'd1' } }])
  })

  it('shows an error beside its field', () => {
    const errors = { date: '请选日期' }
    const card = askBackCard({ ...base, type: 'meeting', values: {}, errors, audience: { inGroup: true } })
    expect(formOf(card).fields.find(({ name }) => name === 'date')).toMatchObject({ error: '请选日期' })
  })

  it('never says in a group who came or was missing', () => {
    const partial = {
      type: 'theme_day',
      attendees: ['王敏', '赵阳'],
      absent: [{ name: '孙小雨', reason: '发烧' }],
    } as const
    const values = toFormValues({ ...partial, attendees: [...partial.attendees], absent: [...partial.absent] }, '赵阳')
    const shown = cardText(askBackCard({ ...base, type: 'theme_day', values, audience: { inGroup: true } }))
    expect(shown).not.toMatch(/王敏|孙小雨|发烧/)
  })

  it('leaves a talk’s content out for an author who is not one of the two', () => {
    const values = toFormValues(
      {
        type: 'talk',
        talker: '陈立',
        partner: '孙小雨',
        topic: '转正',
        followup: { what: '再谈', due_to: '2026-03-31' },
      },
      '赵阳',
    )
    const fields = entryFormFields('talk', { inGroup: false, withoutContent: true }, { values, people: SAMPLE_PEOPLE })
    expect(JSON.stringify(fields)).not.toMatch(/转正|再谈/)
    expect(fields.find(({ name }) => name === 'partner')).toMatchObject({ values: ['孙小雨'] })
  })

  it('names every field once', () => {
    for (const type of ['training', 'talk', 'meeting', 'theme_day'] as const) {
      const names = entryFormFields(type, { inGroup: false }, { values: {}, people: SAMPLE_PEOPLE }).map(
        ({ name }) => name,
      )
      expect(new Set(names).size).toBe(names.length)
    }
  })
})
