import type { Meaning, Utterance } from '../core/meaning.js'
// TEMPORARY placeholder so that the plumbing can be run; overwritten by the real one.
export function understand(utterance: Utterance): Meaning {
  if (/撤销/.test(utterance.text)) return { type: 'undo', target: 'last' }
  if (/怎么用|帮助/.test(utterance.text)) return { type: 'help' }
  if (/学了2小时/.test(utterance.text))
    return { type: 'training', form: '集中学习', date: '2026-03-17', period: '下午', minutes: 120, topic: '二十届四中全会精神', attendees: 'all', inferred: ['form'] }
  if (/谈/.test(utterance.text)) return { type: 'talk', kind: '谈心谈话', date: '2026-03-17', talker: '$sender', partner: '孙小雨', topic: 'CANARY转正' }
  if (/培训/.test(utterance.text)) return { error: 'missing_field', fields: ['topic'], partial: { type: 'training' } }
  return { type: 'ignore' }
}
