import type { PlanKind } from '../../../core/entry.js'
import type { Scan } from '../../scan.js'
import { kindsIn } from '../kind-words.js'

/** What is planned. */
export interface PlannedKind {
  kind?: PlanKind
  /** The closed value said, when it says more than `kind` does. */
  subkind?: string
  /** Several kinds, of which none is plainly a part of another. */
  several?: boolean
  /** A kind for which no plan exists (志愿服务, 捐款). */
  other?: boolean
}

const ORDER: readonly PlanKind[] = ['theme_day', 'meeting', 'talk', 'activity', 'training']
const TALK =
  /谈(?!话[室间]|心[室角屋小])(?:一?[次谈下]|个|谈心|了|过)?(?:话|心)?|聊(?:一?[聊次下]|个天|会儿)?|唠(?:一?唠|嗑|一?下)?|摆(?:龙门阵|谈)|约谈|面谈|通个?气|碰(?:个|一?下)(?:面|头)|交流(?:一下)?思想/g
const WITH_SOMEBODY = /(?:和|跟|与|同|找|约|把)/
const TRAINING =
  /(?:观看|收看|看)(?=《|\uE000|影片|电影|纪录片)|参观|瞻仰|考察|听(?=讲座|报告|课|\uE000)|上(?:一[堂节])?(?:微|专题)?党?课|讲(?:一[堂节])?(?:微|专题)?党课|传达|学(?!校|院|员|生|历|术|科|位)|授课|讲课|宣讲/g
/** 去看望生病的老党员. */
const VISIT = /走访(?:慰问)?|看望(?:慰问)?|探望|慰问/g
const MEETING =
  /(?:支部|党支部)(?:会议|大会|会|开会|全体会议?)|开(?:个)?(?:支部)?会(?!议)|召开(?:支部)?(?:全体)?会议|支部(?:里|内部|这边)?(?:碰|议|凑)(?:个头|头|一下|一碰|一议)(?!面)/g

/** The kind planned in what is left; the words that say nothing else are claimed. */
export function takeKind(scan: Scan): PlannedKind {
  const kinds = kindsIn(scan.open)
  const types = new Set(kinds.map(({ query }) => query.type))
  const talk = WITH_SOMEBODY.test(scan.open) || types.has('talk') ? scan.all(TALK)[0] : undefined
  if (talk) types.add('talk')
  const meeting = types.has('meeting') ? undefined : scan.all(MEETING)[0]
  if (meeting) types.add('meeting')
  const training = types.size === 0 ? scan.all(TRAINING)[0] : undefined
  if (training) types.add('training')
  const visit = types.size === 0 ? scan.all(VISIT)[0] : undefined
  if (visit) types.add('activity')
  const kind = ORDER.find((one) => types.has(one))
  const other = [...types].some((type) => !ORDER.some((one) => one === type)) ? { other: true } : {}
  if (kind === undefined) return other
  const main = kinds.find(({ query }) => query.type === kind)
  if (main) scan.claim(main)
  else if (kind === 'talk' && talk) scan.claim(talk)
  else if (kind === 'meeting' && meeting) scan.claim(meeting)
  if (kind === 'talk') scan.takeAll(TALK)
  const rivals = kinds.filter(
    ({ query }) =>
      query.type !== kind && (query.type === 'meeting' || query.type === 'talk' || query.type === 'theme_day'),
  )
  const subkind = main?.query.kind ?? main?.query.form
  return {
    kind,
    ...other,
    ...(subkind === undefined ? {} : { subkind }),
    ...(rivals.length > 0 ? { several: true } : {}),
  }
}
