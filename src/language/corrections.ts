/** 不对，是… — the speaker takes back what he said just before (SCHEMA §1: "means the last thing said"). */
const CORRECTION =
  /(?:(?:不对){1,3}|(?:说|写|打|记|搞|弄|讲|看|填|算|发)(?:错|岔|混|反|串|快)(?:成?[行人页本表数字年月]|日子|日期|时间|地方|名字|日历)?了?|错[了啦]|口误|嘴瓢了?|[更纠订]正一?下?|(?:更?准确|确切)(?:地|的)?(?:说|讲)|(?:[哦噢喔呃额嗯啊诶欸唉]|哎呀?|嗨|不)[,，…\s]{0,2}(?=应该?是)|改一?下(?=[,，\s]{0,2}(?:是|成|为))|不是(?=[,，\s]{1,2}(?:应该)?是)|那就(?=$|\d|[一二三四五六七八九十]|下|周|星期|改|明|后|本|这|上午|下午)|(?:哦|噢|喔|呃|啊)不对?|(?<=[,，。;；\s])不{2,4}(?=[,，\s]))[,，。.!！:~\s]{0,3}(?:应该|应|[这那](?=是))?(?:是|为|改成|改为)?[,，:\s]{0,2}/g

/** 前天…噢昨天, 昨天 不 前天: nothing but a start of surprise between the two. */
const INTERJECTION =
  /^[\s.,，。…(（-]*(?:(?:嗯|噢|哦|喔|呃|额|哎|啊|唉)[\s.,，。…-]*){0,2}(?:噢|哦|喔|呃|额|哎|嗯|不是?)[\s.,，。…-]*是?$/
/** 4月9号——等等我翻下本子——是10号: a moment to look it up between the two. */
const LOOKED_UP =
  /^[\s.,，。…-]*(?:等等|等一?下|稍等|等会儿?|慢着|让?我(?=再?[翻看查想瞅]))[\s.,，。…-]*(?:让?我)?(?:再)?(?:[翻看查想瞅]{1,2}(?:一?下|下|一?[翻看查想瞅])?)?(?:本子|日历|手机|记录|笔记本?|通知|聊天记录|照片)?[\s.,，。…-]*(?:哦|噢|嗯)?[,，]?(?:应该)?(?:是|为)$/
/** The same words once both values are read. */
const INTERJECTIONS =
  /(?<=^|[\s,，。.\uE001])(?:噢|哦|喔|呃|额|哎|嗯|不是?)(?=[\s,，.…\uE001])|(?<=\uE001[\s.,，。…-]{0,3})(?:等等|等一?下|稍等|等会儿?|慢着)[\s.,，。…-]{0,3}(?:让?我)?[翻看查想瞅]{0,2}(?:一?下|下)?(?:本子|日历|手机|记录|笔记本?|通知|照片)?[\s.,，。…-]{0,3}(?:哦|噢|嗯)?是?(?=\uE001)/g

/**
 * Whether what stands between two values of the same kind takes the first one back. The taking back must stand directly
 * before the second value; further away it may concern something else.
 */
export function isCorrected(between: string): boolean {
  if (INTERJECTION.test(between) || LOOKED_UP.test(between)) return true
  for (const match of between.matchAll(CORRECTION)) {
    if (between.length - match.index - match[0].length <= 1) return true
  }
  return false
}

/** Whether something is taken back anywhere in between: for two values of which only one can be. */
export const takesBack = (between: string): boolean => between.search(CORRECTION) >= 0

/** Whether a value is named only to be ruled out: 是6号，不是5号. 哦不是 takes back what was said before instead. */
export const isRuledOut = (before: string): boolean => /(?<![哦噢喔呃啊额])不是[在和跟]?\s?$/.test(before.slice(-6))

/** 改在昨天开了，本来定的周五: in a log the day that it was moved from. */
export const isFormer = (before: string): boolean => FORMERLY.test(before.slice(-8))
const FORMERLY = /(?:本来|原来|原本|原先|原)(?:是)?(?:定|说好?|计划|安排|打算|准备)(?:的|在|是|于|了|到)*\s?$/

/** All places where something is taken back, for claiming once every value is settled. */
export const CORRECTIONS = CORRECTION
export const CORRECTION_WORDS: readonly RegExp[] = [CORRECTION, INTERJECTIONS]
