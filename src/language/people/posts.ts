import type { Facts } from '../facts.js'
import { membersIn } from './find-person.js'

/** 由支部书记陈立领学: the post before a member's own name says nothing more. */
const POST = /(?:党?支部)?(?:副?书记|(?:组织|宣传|纪检|青年|统战)委员)$/

/** Claims the posts that stand before members' names. */
export function claimPosts({ scan, names }: Pick<Facts, 'scan' | 'names'>): void {
  for (const person of membersIn(scan.open, names)) {
    if (person.said === '书记') continue
    const post = POST.exec(scan.open.slice(Math.max(0, person.start - 8), person.start))
    // 书记海明俩人: where the secretary is another, two are named.
    const [holder] = /^书记$/.test(post?.[0] ?? '') ? membersIn('书记', names) : []
    if (holder?.name !== undefined && person.name !== undefined && holder.name !== person.name) continue
    if (post) scan.claim({ start: person.start - post[0].length, end: person.start })
  }
}
