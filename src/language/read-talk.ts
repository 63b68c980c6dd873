import type { ReadTalkMeaning } from '../core/meaning.js'

const READ =
  /^\/?(?:请|帮我|我要|我想)?(?:查看|看一?下?|调阅|阅读|读)(?:一下)?(?:我的)?(?:谈话|谈心谈话|谈心|思想状况分析|分析研判|分析)?(?:的)?(?:内容|记录)\s*[:：]?\s*(\d{4}-[谈析]-\d{1,5})\s*[。!！]?$|^\/?(?:查看|看一?下?|调阅|阅读|读)(?:谈话|谈心谈话|谈心)\s*[:：]?\s*(\d{4}-谈-\d{1,5})\s*[。!！]?$/

/** 查看谈话内容 2026-谈-001, 查看内容 2026-析-001: only by its number; any other wish to read a talk is refused (moments.md §4). */
export function readTalkOf(body: string): ReadTalkMeaning | undefined {
  const found = READ.exec(body)
  const number = found?.[1] ?? found?.[2]
  return number === undefined ? undefined : { type: 'read_talk', number }
}
