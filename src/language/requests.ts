import type { ErrorMeaning, Meaning, Utterance } from '../core/meaning.js'
import type { Command } from './commands.js'
import { isHelp } from './help.js'
import { isEdit, notYet } from './other-types.js'
import { membersIn, namesOf } from './people/find-person.js'
import { readTalkOf } from './read-talk.js'
import { refusalOf } from './refusals.js'
import { isSecret } from './secrets.js'
import { undoOf } from './undo.js'

/** Everything that is no record: help, undo, refusals, and kinds that this version does not keep. */
export function commandMeaning(body: string, command: Command | undefined, utterance: Utterance): Meaning | undefined {
  const open = withoutTitles(body)
  if (isSecret(body)) return { error: 'refused_secret' }
  const talk = readTalkOf(body)
  const guest = utterance.senderRoles.every((role) => role === 'guest')
  if (talk) return guest ? { error: 'not_permitted', action: 'talk_content' } : talk
  if (command === 'help' || isHelp(body)) return { type: 'help' }
  const refusal = refusalOf(open, body, utterance)
  if (refusal) return refusal
  const undo =
    command === 'undo' ? undoOf(body.slice(1), utterance) : command === undefined ? undoOf(body, utterance) : undefined
  if (undo)
    return guest && 'type' in undo && undo.type === 'undo' ? { error: 'not_permitted', action: 'delete_others' } : undo
  if (command === 'undo') return notYet('undo')
  if (command === 'unknown') return { type: 'help' }
  if (command === 'read_talk') return { error: 'not_permitted', action: 'talk_content' }
  const other = typeof command === 'object' && 'other' in command ? command.other : undefined
  if (other !== undefined)
    return guest ? guestRefusal(other) : other === 'edit' ? editMeaning(body, utterance) : notYet(other)
  if (command === undefined && isEdit(open) && !startsAsRecord(open)) return editMeaning(body, utterance)
  return undefined
}

const withoutTitles = (text: string): string =>
  text.replace(/《[^《》\n]{1,60}》/g, (title) => '\uE000'.repeat(title.length))

/** 不对，改成3月6号 inside a record is a self-correction, not an edit of an earlier one. */
const startsAsRecord = (open: string): boolean =>
  /(?:学习|培训|谈心|谈话|谈了|党日|党员大会|支委会|讲座|党课|自学).{0,40}(?:不对|说错|口误|写错|打错|更正|改一?下[,，\s]?是)/.test(
    open,
  ) && !/刚才|上一条|那条|这条|那笔/.test(open)

function editMeaning(body: string, utterance: Utterance): Meaning {
  const owner = membersIn(body, namesOf(utterance.roster)).find((ref) =>
    /^(?:刚才|刚刚|昨天|今天|之前|上次|前天)?(?:\S{0,4})?(?:记|录|写|登记|填|发|提交)(?:的|了)/.test(
      body.slice(ref.end, ref.end + 12),
    ),
  )
  const officer = utterance.senderRoles.some((role) => role === 'secretary' || role === 'ledger')
  if (owner && owner.name !== utterance.sender && !officer) return { error: 'not_permitted', action: 'edit_others' }
  return notYet('edit')
}

/** What one who is no member is told: he may neither write nor ask (SCHEMA §5). */
export const guestRefusal = (type: string): ErrorMeaning => ({
  error: 'not_permitted',
  action: type === 'report' || type === 'query' ? type : 'record',
})
