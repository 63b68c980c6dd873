import { memberAt, membersIn, type Names } from './people/find-person.js'

/** 写错人了是赵阳, 名字打错了，应该是响哥: it is said outright that a name was wrong, and the right one follows. */
const WRONG_NAME =
  /[,，。.…\s(（]{0,3}(?:[哦噢啊呃哎]|不对)?[,，\s]{0,2}(?:(?:人|名字|人名)(?:说|写|打|记|搞|弄|叫|念)错了?|(?:说|写|打|记|搞|弄|叫|念)(?:错|岔|混)(?:人|名字|人名)了?)[,，:：\s]{0,2}(?:不是[\u4E00-\u9FFF]{2,3}[,，]?)?(?:应该?)?(?:是|为)?(?=[@\u4E00-\u9FFF])/

/**
 * The text with the name meant in the place of the wrong one: 跟李响提醒谈话，写错人了是赵阳 is 跟赵阳提醒谈话 (SCHEMA §1: the
 * last thing said). Only where one member alone was named before, so that nobody else can be the one taken back.
 */
export function withNameMeant(text: string, names: Names): string {
  const back = /错|岔|混/.test(text) ? WRONG_NAME.exec(text) : null
  if (!back) return text
  const at = back.index + back[0].length
  const right = memberAt(text, at, names)
  const [wrong, other] = membersIn(text.slice(0, back.index), names)
  if (!right || right.name === undefined || !wrong || other || wrong.name === right.name) return text
  const said = text.slice(right.start, right.end)
  const rest = text.slice(right.end).replace(/^[)）]/, '')
  return `${text.slice(0, wrong.start)}${said}${text.slice(wrong.end, back.index)}${rest}`
}
