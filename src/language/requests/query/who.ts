import type { ErrorMeaning, Utterance } from '../../../core/meaning.js'
import { membersIn, namesOf } from '../../people/find-person.js'
import { personError } from '../../people/people-errors.js'
import { readPerson } from '../../people/read-person.js'

/** Whom a question is about: a member, `$sender` for the speaker himself, an error for a name that fits two; or nobody. */
export function personAsked(body: string, utterance: Utterance): { name: string } | ErrorMeaning | undefined {
  const names = namesOf(utterance.roster)
  const [member] = membersIn(body, names)
  if (member) {
    return personError(member) ?? { name: member.name as string }
  }
  if (/(?<![帮给替]|告诉)我(?!们|支部|局|省|市|国|党(?!费|课|日活动))|本人|自己/.test(body)) return { name: '$sender' }
  const asked = /^(?:\/?(?:查询?|看)(?:一?下)?)?\s?(?=[\u4E00-\u9FFF])/.exec(body)
  const said = asked && readPerson(body, asked[0].length, names)
  return said && (said.candidates || /^[小老]/.test(said.said)) ? personError(said) : undefined
}
