import type { DigestMeaning, DisputeMeaning } from '../../core/meaning.js'

/** 本周, 这周的, 上周: there is one digest a week, so which one is never in doubt. */
const WEEK = '(?:(?:本|这|这个|上|上个)(?:周|星期|一周)的?)?'
const DIGEST = `${WEEK}周报`
const QUARTER = '(?:(?:本|这个?|上个?|[一二三四1-4第]{1,2})?季度?的?)(?:周报|小结|季报)|季报'
const YEAR = '(?:(?:本|今|去|全|\\d{4})?年度?的?)(?:周报|小结)'
const LOOK = '(?:预览|看看|看一下|看下|看一看|查看|瞧瞧|先看看?)(?:一下)?'
const POLITE = '(?:请|麻烦|帮我|给我|让我|我想|先|把)*'
const ME = '(?:给?我|给?书记|我(?:一个人|自己|本人))'

const SHOWN = {
  week: shown(DIGEST),
  quarter: shown(QUARTER),
  year: shown(YEAR),
} as const

/** 周报预览, 看看这周周报, 周报发我看看. */
function shown(what: string): RegExp {
  return new RegExp(
    `^(?:${POLITE}${LOOK}(?:${what})(?:预览)?|(?:${what})(?:先)?(?:${LOOK}|(?:先)?发?${ME}(?:先)?(?:看看|看一下|看下|预览|一份)|会?发(?:些)?什么|长什么样)|${POLITE}(?:${what})(?:先)?发?${ME}(?:先)?(?:看看|看一下|看下))$`,
  )
}

const BARE = /^周报$/
const LATER = '(?:以后|今后|往后|从现在起|都|就|还是)*'
const TO_SECRETARY = new RegExp(
  `^${LATER}(?:把)?周报${LATER}(?:(?:只|单独|私下|私聊|就)+(?:私聊|私下|单独)?(?:发|发送)?${ME}|(?:别|不要|不用|先别)再?发(?:到|在)?群里?(?:[,，]?(?:只|单独|私下|私聊)?发?${ME})?)(?:一个人|自己)?(?:就行|就好|就可以)?(?:吧|了)?$`,
)
const TO_GROUP = new RegExp(
  `^${LATER}(?:把)?周报${LATER}(?:恢复|改回|继续|重新|可以)?(?:发|发送)(?:到|在|回)?(?:大)?群(?:里)?(?:吧|了)?$`,
)
const DISPUTED = new RegExp(`^(?:${DIGEST}有出入|有出入[\\s:：,，]*${DIGEST})(?:[\\s:：,，]+(.*))?$`, 's')

/** What is said of the digest itself, by the bare words: a look at it, where it goes, and that something in it is wrong. */
export function digestRequestOf(said: string): DigestMeaning | DisputeMeaning | undefined {
  const disputed = DISPUTED.exec(said)
  if (disputed) {
    const text = disputed[1]?.trim() ?? ''
    return { type: 'dispute', digest: true, ...(text === '' ? {} : { text }) }
  }
  const words = said.replace(/\s+/g, '')
  if (BARE.test(words)) return { type: 'digest', wish: 'preview', every: 'week' }
  if (TO_SECRETARY.test(words)) return { type: 'digest', wish: 'send', to: 'secretary' }
  if (TO_GROUP.test(words)) return { type: 'digest', wish: 'send', to: 'group' }
  const every = (['week', 'quarter', 'year'] as const).find((one) => SHOWN[one].test(words))
  return every && { type: 'digest', wish: 'preview', every }
}
