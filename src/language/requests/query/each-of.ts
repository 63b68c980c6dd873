import type { Utterance } from '../../../core/meaning.js'
import { type Names, namesOf, type PersonRef } from '../../people/find-person.js'
import { readPeople } from '../../people/read-person.js'

/** One question of several times or members: 去年和今年各开了几次党员大会, 李响、赵阳今年分别多少学时. */

const SPAN =
  '(?:(?:今年|去年|前年|20\\d{2}年)(?:的)?)?(?:[上下]半年|第?[一二三四1-4]季度|[本上这]个?季度|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?|[本上这]个?月)|今年|去年|前年|20\\d{2}年度?'
const AND = '(?:[、,，\\s]|和|与|跟|及|以及|还有)'
const SPANS = new RegExp(`(?:${SPAN})(?:${AND}(?:${SPAN})){1,3}(?![前后])`)
const EACH = /各自?|分别|都|每人/g

/** The question once for each time or member that it names together, or undefined when it names but one. */
export function eachOf(body: string, utterance: Utterance): string[] | undefined {
  const spans = SPANS.exec(body)
  if (spans) {
    const said = spans[0].match(new RegExp(SPAN, 'g')) ?? []
    const year = /^(?:今年|去年|前年|20\d{2}年)(?=的?.)/.exec(said[0] as string)?.[0]
    return said.map((one) => withOne(body, spans, `${year && !/年/.test(one.slice(0, 5)) ? year : ''}${one}`))
  }
  // 李响和赵阳谈了几次 may be of the two with each other.
  if (!/各|分别|都|每人/.test(body)) return undefined
  const people = listIn(body, namesOf(utterance.roster))
  const [first, last] = [people[0], people.at(-1)]
  if (!first || !last || people.length < 2 || people.some(({ name }) => name === undefined)) return undefined
  return people.map(({ name }) => `${body.slice(0, first.start)}${name}${body.slice(last.end)}`.replace(EACH, ''))
}

function withOne(body: string, { index, 0: list }: RegExpExecArray, one: string): string {
  return `${body.slice(0, index)}${one}${body.slice(index + list.length)}`.replace(EACH, '')
}

/** The members named one after another, where the text first names one. */
function listIn(body: string, names: Names): PersonRef[] {
  for (let at = 0; at < Math.min(body.length, 24); at += 1) {
    if (!names.firstChars.has(body.charAt(at))) continue
    const people = readPeople(body, at, names)
    if (people.length > 0) return people
  }
  return []
}
