/** 不对，是… — the speaker takes back what he said just before (SCHEMA §1: "means the last thing said"). */
const CORRECTION =
  /(?:不对|说错了?|写错了?|打错了?|记错了?|错了|口误|更正一?下?|改一?下(?=[,，\s]{0,2}(?:是|成|为))|不是(?=[,，\s]{1,2}是)|(?:哦|噢|喔|呃|啊)不对?)[,，。.!！:~\s]{0,3}(?:应该|应)?(?:是|为|改成|改为)?[,，:\s]{0,2}/g

/** 前天…噢昨天, 昨天 不 前天: nothing but a start of surprise between the two. */
const INTERJECTION = /^[\s.,，。]*(?:噢|哦|喔|呃|额|哎|不是?)[\s.,，]*是?$/
/** The same words once both values are read. */
const INTERJECTIONS = /(?<=^|[\s,，。.\uE001])(?:噢|哦|喔|呃|额|哎|不是?)(?=[\s,，.\uE001])/g

/**
 * Whether what stands between two values of the same kind takes the first one back. The taking back must stand directly
 * before the second value; further away it may concern something else.
 */
export function isCorrected(between: string): boolean {
  if (INTERJECTION.test(between)) return true
  for (const match of between.matchAll(CORRECTION)) {
    if (between.length - match.index - match[0].length <= 1) return true
  }
  return false
}

/** Whether a value is named only to be ruled out: 是6号，不是5号. 哦不是 takes back what was said before instead. */
export const isRuledOut = (before: string): boolean => /(?<![哦噢喔呃啊额])不是[在和跟]?\s?$/.test(before.slice(-6))

/** All places where something is taken back, for claiming once every value is settled. */
export const CORRECTIONS = CORRECTION
export const CORRECTION_WORDS: readonly RegExp[] = [CORRECTION, INTERJECTIONS]
