import { DAY } from './by-anchor.js'
import { EMPTY_HEADING, HEADING, kindOfHeading, MOST_PIECES, NUMBERED, OWN_DAY, tidy } from './pieces.js'

const DAY_SAID = new RegExp(`${DAY}[日号]?`)
const OF_THE_DAY = /[,，\s]?(?:都|全|均)?(?:是)?(?:的|办的|搞的|做的|这天|当天|一天)?$/

/**
 * 今天两笔捐款：…；…, 自学登记，都是昨天的：赵阳《…》1小时，李响《…》50分钟: the heading tells the day, and perhaps the kind, of
 * every item; none has a day of its own.
 */
export function underDatedHeading(text: string, isName: (text: string) => boolean): string[][] {
  const [, head = '', rest = ''] = HEADING.exec(text) ?? []
  const day = DAY_SAID.exec(head)
  if (!day || OWN_DAY.test(rest)) return []
  const said = `${head.slice(0, day.index).replace(/[,，\s]?(?:都|全|均)(?:是)?$/, '')}${head.slice(day.index + day[0].length)}`
  const bare = said.replace(OF_THE_DAY, '').replace(/^[,，\s的]+/, '')
  const kind = bare === '' || EMPTY_HEADING.test(bare) ? '' : kindOfHeading(bare)
  if (kind === undefined) return []
  const late = /补[录记登写]/.test(head) ? '补录 ' : ''
  const ways = [rest.split(/[;；\n]+/), rest.split(NUMBERED), byName(rest, isName)]
  return ways
    .map((pieces) => pieces.map(tidy).filter(Boolean))
    .filter((pieces) => pieces.length >= 2 && pieces.length <= MOST_PIECES)
    .map((pieces) => pieces.map((piece) => `${late}${day[0]}${kind} ${piece}`))
}

/** Every item begins with a member; what begins with none goes on with the item before it. */
function byName(rest: string, isName: (text: string) => boolean): string[] {
  const items: string[] = []
  for (const piece of rest.split(/[,，、\s]+/)) {
    if (isName(piece)) items.push(piece)
    else if (items.length === 0) return []
    else items.push(`${items.pop()}，${piece}`)
  }
  return items
}
