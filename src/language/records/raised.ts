import type { Scan } from '../scan.js'

/** What the other one of a talk raised: 他提出：…, 反映的问题是…, 困难：… (SCHEMA §3 `talk`, `problem`). */

const RAISED =
  /(?<=^|[\s,，。;；:：]|[心话谈聊](?:时候?|中|的时候|过程中))(?:他|她|对方|其|本人)?(?:也|还|主要|重点|向我|跟我|当面|当场)*(?:(?:反映|反应|诉说|吐槽|抱怨|提出来?|提到|反馈)(?:了|过|的)*(?:一个|个|一些|几个)?(?:问题|困难|难处|诉求|意见|情况|事儿?)?(?:就?是|为|有)?|(?:提|说|讲)了?(?:一?个|一件)(?:事儿?|问题|困难|情况|难处|诉求|意见)(?:就?是)?|(?<=提醒谈话[\s\S]{0,40}[,，。;；\s])(?:因为|因(?!公)|由于|事由|原因|起因)(?:是|为)?|(?:存在|主要|眼下|目前|现实|实际|生活|工作)?的?(?:困难|难处|诉求|顾虑|烦恼|心结)(?:就?是|为|[:：]))[:：,，\s]*/
/** 王敏反映慰问品没到位: the one talked with is named. */
const NAMED = /(?<=^[@\u4E00-\u9FFF]{2,4})(?:反映|反应|提出|吐槽|抱怨)(?:了|说)?[:：,，]?\s?/
/** 她入党材料还缺一份自传: what was amiss, without a word for the raising. */
const AMISS =
  /(?<=[,，。;；\s])(?:他|她)(?=对[^\s,，。;；\n]{2,12}(?:意见|不满|抵触|情绪|不理解|不适应|不服|顾虑))|(?<=[,，。;；\s])(?:他|她)(?:的)?(?=[^\s,，。;；\n]{1,12}(?:还|尚|仍)(?:缺|差|欠)[^\s,，。;；\n]{2,})/
/** 说师傅带得少, 小赵讲他欠了债: said, and something to complain of. */
const SAID =
  /(?<=^|[\s,，。;；:：])(?:(?:主要|重点)(?:是|就是)?(?=他|她|对方))?(?:他|她|对方|(?!主要|重点|刚才|一起|大家|领导)[\u4E00-\u9FFF]{2,3}(?=说|讲他|讲她|觉得|嫌))?(?:就是|就|也|还|老是?|总)?(?:说(?!了?说|到|了?一|的)|讲(?=[他她])|觉[得着]|感觉|认为|嫌|抱怨)(?:了|是)?[:：,，]?\s?/
const COMPLAINT = /欠|债|[疼痛病]|愁|少|不|没|太|缺|难|坏|漏|慢|忙|累|差|乱|重|远|贵|旧|破|吵|挤|压力|矛盾|困难|问题|拖/
const CLAUSE = /^[^\s,，。;；\n]{2,40}/

/** The words that were raised, with where the telling of them begins. */
export interface Raised {
  start: number
  textAt: number
  end: number
}

/** Where a talk's text says what was raised: neither its days nor its hours are the talk's own. */
export function findRaised(text: string): Raised | undefined {
  const explicit = RAISED.exec(text) ?? NAMED.exec(text) ?? AMISS.exec(text)
  const found = explicit ?? SAID.exec(text)
  if (!found) return undefined
  const textAt = found.index + found[0].length
  const said = CLAUSE.exec(text.slice(textAt))?.[0]
  return said === undefined || (!explicit && !COMPLAINT.test(said))
    ? undefined
    : { start: found.index, textAt, end: textAt + said.length }
}

/** 他提出台账系统经常卡顿: what is raised holds in general, and is no event. */
export function withoutRaised(text: string): string {
  const raised = findRaised(text)
  return raised ? text.slice(0, raised.textAt) + text.slice(raised.end) : text
}

/** The problem raised; its words claimed. */
export function takeRaised(scan: Scan): string | undefined {
  const raised = findRaised(scan.text)
  if (!raised) return undefined
  const said = scan.text.slice(raised.textAt, raised.end).trim()
  // 反映问题, and a label's own value, are read as labels.
  if (/^\uE001*$/.test(scan.open.slice(raised.start, raised.end))) return undefined
  scan.claim(raised)
  return said.replace(/(?<=.{2})(?:的问题|这个事|的事)$/, '')
}
