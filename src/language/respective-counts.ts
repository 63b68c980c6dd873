const SLIP = '(?:(?:服务质量)?处罚单|(?:提醒)?整改单|奖励单|(?:即日)?(?:检查)?反馈单|月汇总单)'
const COUNT = '(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})\\s?[张份]?'
const RESPECTIVELY = new RegExp(
  `(${SLIP}(?:[、,，和及]\\s?${SLIP}){1,4})(?:分别|各)(?:为|是|有|开了?|开出)?\\s?[:：]?\\s?(${COUNT}(?:[、,，和及]\\s?${COUNT}){0,4})`,
)
const apart = (words: string): string[] => words.split(/[、,，和及]\s?/)

/** 处罚单、提醒整改单分别为2张、6张: each slip with its own number; anything else as it was. */
export function eachWithItsCount(text: string): string {
  const found = /单[^\n]{0,20}(?:分别|各)/.test(text) ? RESPECTIVELY.exec(text) : null
  const [names, counts] = [apart(found?.[1] ?? ''), apart(found?.[2] ?? '')]
  // 处罚单、整改单各3张: the one number for each.
  if (found && counts.length === 1 && /各/.test(found[0])) counts.push(...names.slice(1).map(() => counts[0] as string))
  if (!found || names.length !== counts.length) return text
  return text.replace(found[0], names.map((name, at) => `${name}${counts[at]}`).join('，'))
}
