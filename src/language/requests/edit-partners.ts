import type { ErrorMeaning, Utterance } from '../../core/meaning.js'
import { namesOf } from '../people/find-person.js'
import { personError } from '../people/people-errors.js'
import { readPeople } from '../people/read-person.js'
import type { Values } from './edit-values.js'

const OBJECT = '(?:把|将)?(?:谈话|谈心|被谈话)?(?:的)?对象'
/** 谈话对象加上周海明, 对象还有周海明. */
const MORE = new RegExp(
  `^${OBJECT}(?:里|中)?(?:还要?|再|另外)*(?:补充|补|加|添|追加|增加|漏|少|还?有)(?:了|上|个|一个|一位|进去)*[:：,，\\s]*`,
)
/** 谈话对象改成李响、周海明. */
const ALL = new RegExp(`^${OBJECT}(?:应该?|是|为|改成|改为|[:：\\s])*`)
/** 是和李响、周海明集体谈的. */
const JOINTLY =
  /^(?:应该?|其实)?(?:是|改成|改为)?[和跟与同](.{2,40}?)(?:集体|一起|共同)(?:谈心|谈话|谈|聊)(?:的|了)?(?:话|心)?$/

/**
 * A change of whom a talk was held with, where it names several or one more; one name alone stands for all of them and
 * is read as any other value.
 */
export function partnersChanged(
  text: string,
  utterance: Utterance,
): { set?: Values; add?: Values } | { error: ErrorMeaning } | undefined {
  const more = MORE.exec(text)
  const said = more ? text.slice(more[0].length) : (JOINTLY.exec(text)?.[1] ?? behind(ALL, text))
  if (said === undefined) return undefined
  const people = readPeople(said, 0, namesOf(utterance.roster))
  if (people.at(-1)?.end !== said.trimEnd().length) return undefined
  if (!more && people.length < 2) return undefined
  const error = people.map(personError).find((one) => one !== undefined)
  if (error) return { error }
  const partners = people.map(({ name }) => name as string)
  return more ? { add: { partners } } : { set: { partners } }
}

function behind(pattern: RegExp, text: string): string | undefined {
  const lead = pattern.exec(text)
  return lead ? text.slice(lead[0].length) : undefined
}
