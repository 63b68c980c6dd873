import { memberAt, type Names } from './find-person.js'

/** Words of being away and of why (SCHEMA §1 "People": the reason is the bare cause). */

/** Being away, said of a person. */
export const AWAY =
  /请[了过]?(?:\S{0,3})假|休(?:年|产|病|陪产|探亲|婚|丧|公)?假|(?:轮|补|年|倒)休|(?<=[\u4E00-\u9FFF])调休(?!上班|补班|的|日)|缺席|缺勤|缺(?=$|[\s,，。;；])|没(?:有|能)?(?:来|到|参加|出席|赶上|在|赶回来)成?|未(?:能)?(?:来|到|参加|出席)会?|没(?:有)?(?:空|时间)(?:来|参加|去)?|没(?:能|有)?去成?|没(?:能|有)?(?:看|听|学|赶|参加)(?:上|成|(?=[(（]))|没(?:能)?上(?=成)成|(?<!实)不在(?!少数)|来不了|到不了|去不了|没法(?:来|参加|去)|不能(?:来|参加)|(?:病|事|年|产|公|婚|丧|陪产|探亲)假/
/** 没请假, 并没有缺席: said of one whom somebody took for away. */
export const NOT_ON_LEAVE =
  /^(?:同志|他|她|其实|实际上?|也|都|并|今天|昨天|那天)*(?:没有?|未|不是|并非)(?:请[过了]?[病事年公]?假|缺席|缺勤)/
/** A cause that, as the whole rest of the clause, means being away. */
export const CAUSE_ALONE =
  /^(?:因|因为|由于|正在|在)?(?:因公)?(?:公出|出差|外出|公差|住院|生病|发烧|感冒|生娃|休假|年休|轮休|补休|倒休|病了|病假|事假|年假|产假|婚假|丧假|探亲|值班|看病|就医|就诊|体检|拉肚子|(?:腰|头|牙|肚子?|胃|腿|嗓子|喉咙|颈椎|脚|膝盖|眼睛|背|手)(?:有点|很)?(?:疼|痛|不舒服|扭了|伤了|崴了)|外出(?:开会|培训|学习|办事)|在外(?:开会|培训|学习|出差)|(?:带|陪|送|接|照顾|陪护)(?:着)?(?:娃|孩子|小孩|老人|父母|爸妈|妈妈?|爸爸?|家人|家属|爱人|老婆|老公|岳父|岳母|公婆|床|产|护)(?:去)?(?:看病|就医|就诊|体检|住院|打针|上学|考试|手术|医院)?|(?:家里|家中)(?:临时|突然)?有(?:点|急)?事|(?:临时)?有(?:点|急)事|值守|在岗|下乡|随团|带团|接团|接机|跑外勤|借调|身体不适|不舒服|去医院)(?:去)?(?:了|中|在外)?(?:请假)?$/
/** A clause that gives the cause of the absence just said. */
const CAUSE_CLAUSE =
  /^(?:他|她)?(?:因为?|由于|说是|是)?(?:\S{0,2}(?:发烧|发热|生病|感冒|住院|出差|公出|外出|值班|病了|带孩子|看病|去医院|体检|开会|有事|有急事|休假|产假|年假|身体不适|不舒服|陪护|培训|外勤|保障|借调|探亲|加班|手术|医院|请假|[病事婚丧公]假|陪产|公差|年休|轮休|补休)\S{0,6}|[\u4E00-\u9FFF]{2,6}去了)$/
const CAUSE_MARK = /^(?:因为?|由于|原因[:：是为]?)/
/** Words that begin a cause said after an absence: 她去党校学习了, 家里装修, 在局里开会. */
const CAUSE_START =
  /^(?:说(?:是)?(?=[^的了明话,，]{2})|他|她|在|去|回|陪|送|接|家里|家中|家人|孩子|老人|媳妇|老婆|老公|爱人|妻子|丈夫|[父母岳公婆][亲父母公婆]|老?[爸妈]|爷爷|奶奶|外[公婆]|儿子|女儿|闺女|娃|车(?:子)?坏|外地|临时|(?:腰|头|牙|肚子?|胃|腿|嗓子|喉咙|颈椎|脚|膝盖|眼睛|背|手)(?:有点|很)?(?:疼|痛|不舒服|扭|伤|崴)|拉肚子|补考|看病|探亲|婚假)/
/** Such a clause is no cause when it tells of the gathering itself. */
const NO_CAUSE =
  /主讲|主持|参加|讲|记录|题目|内容|地点|时间|主题|小时|分钟|学时|其余|其他|大家|全员|参观|祭扫|瞻仰|考察|观看|收看|集中|[室厅馆堂楼]$|基地|^(?:去|在|回)[^他她]*学习(?!了$)/
const CLAUSE = /[,，。;；\n\uE001]/
/** The bare cause: without 请假, 因, 没来 and the like. */
export function bareReason(text: string): string | undefined {
  const reason = text
    .replace(/^原因[:：是为]?/, '')
    .replace(
      /(?:也|都)?没有?请[了过]?假|请[了过]?假?|缺席|缺勤|没(?:有|能)?(?:来|到|参加|出席)成?|未(?:能)?(?:来|到|参加|出席)会?|不在|来不了|不能(?:来|参加)|没法(?:来|参加)|没(?:有)?(?:空|时间)(?:来|参加|去)?|没(?:能|有)?去成?|没(?:能|有)?(?:看|听|学|赶)(?:上|成)|没(?:能)?上成/g,
      '',
    )
    .replace(/^[\s(（:：,，\uE001]*(?:同志)?(?:也|都|均|今天|昨天)?(?:他|她)?(?:因(?!公)为?|由于|说是|是)?/, '')
    .replace(/(?:而|去了|了|的|呢|啊|，|,|\)|）|\s)+$/, '')
    .replace(/^(?:了|的|[\s(（:：,，])+/, '')
    .replace(/^说(?!话|课|明|服|是)(?=..)/, '')
    .replace(/^在(?=值班|住院|出差|休假|加班|陪护|看病)/, '')
    .replace(/^(?:说是)?(?:他|她)(?=[家孩爱老父母妈爸儿女媳丈岳身感发生住出去要有在因])(?:因为?)?/, '')
    .trim()
  // 其实没参加 says that, and not why.
  return reason === '' || /^(?:其实|实际上?|当天|那天|确实)+$/.test(reason) ? undefined : reason
}

/** The clause behind an absence when it gives the cause: 没来，孩子发烧; 缺王敏，她去党校学习了. */
export function causeAfter(text: string, at: number): { end: number; reason: string | undefined } | undefined {
  const label = /^[,，\s]{0,2}原因[:：是为\s]{1,2}/.exec(text.slice(at, at + 8))
  const labelled = label ? /^[^,，。;；\s\uE000\uE001]{2,14}/.exec(text.slice(at + label[0].length)) : null
  if (label && labelled) return { end: at + label[0].length + labelled[0].length, reason: bareReason(labelled[0]) }
  const next = nextClause(text, at)
  if (!next || !(CAUSE_CLAUSE.test(next.text) || CAUSE_MARK.test(next.text) || CAUSE_START.test(next.text)))
    return undefined
  if (NO_CAUSE.test(next.text) && !/^在外地?(?:学习|培训|考察)$/.test(next.text)) return undefined
  return { end: next.end, reason: bareReason(next.text) }
}

/** Where the clause that begins at a position ends. */
export function clauseEnd(text: string, at: number, names?: Names): number {
  let depth = 0
  for (let i = at; i < text.length; i++) {
    const char = text[i] as string
    if (char === '(' || char === '（') depth++
    else if (char === ')' || char === '）') depth--
    else if (
      depth <= 0 &&
      (CLAUSE.test(char) ||
        // 小赵请的事假小雨请的病假: the next member begins where the first is said to be away.
        (names !== undefined && i > at + 2 && memberAt(text, i, names) !== undefined && AWAY.test(text.slice(at, i))) ||
        (char === '、' && names !== undefined && memberAt(text, i + 1, names) !== undefined) ||
        (char === ' ' && endsClause(text, at, i, names)))
    )
      return i
  }
  return text.length
}

/** A blank ends the clause of an absence once that is said, or where the next member begins. */
const endsClause = (text: string, from: number, at: number, names: Names | undefined): boolean => {
  const said = text.slice(from, at)
  return (
    AWAY.test(said) ||
    CAUSE_ALONE.test(said.trim()) ||
    (names !== undefined && memberAt(text, at + 1, names) !== undefined)
  )
}

function nextClause(text: string, at: number): { text: string; end: number } | undefined {
  // 除了赵阳都到了他在值班: the pronoun begins a clause of its own.
  const gap = /^(?:[,，\s]{1,2}|(?=[他她](?!们)))/.exec(text.slice(at, at + 2))
  if (!gap) return undefined
  const start = at + gap[0].length
  const blank = text.indexOf(' ', start)
  const stop = clauseEnd(text, start)
  const end = blank >= 0 && blank < stop ? blank : stop
  const clause = text.slice(start, end)
  return clause.length > 0 && clause.length <= 16 && !/[\uE000\uE001]/.test(clause) ? { text: clause, end } : undefined
}
