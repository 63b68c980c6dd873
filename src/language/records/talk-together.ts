import type { Scan } from '../scan.js'

/** 集体谈心, 一起聊了聊: one talk with all of them. 三个人, 同时 may be said of talks one by one. */
const JOINTLY =
  /(?:集体|共同)(?=(?:进行|开展|做|搞)?了?(?:一次)?(?:廉政|廉洁|提醒|谈心)?(?:谈|交心|沟通))|一起(?=(?:进行|开展|做|搞)?了?(?:一次|个)?(?:廉政|提醒|谈心)?(?:谈|聊|交心|沟通|交流))/g

/**
 * Whether the clause that names the people (`start` to `end`) says that they talked together; its word is claimed. What
 * was talked about may say so of anything (聊了集体谈心制度).
 */
export function takeJointly(scan: Scan, { start, end }: { start: number; end: number }): boolean {
  const opens = scan.text.slice(0, start).search(/[^,，。;；\n]*$/)
  const rest = scan.text.slice(end).search(/[,，。;；\n]/)
  const closes = rest < 0 ? scan.text.length : end + rest
  const found = scan.all(JOINTLY).filter((word) => word.start >= opens && word.end <= closes)
  for (const word of found) scan.claim(word)
  return found.length > 0
}
