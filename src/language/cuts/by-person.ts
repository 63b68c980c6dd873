import { MOST_PIECES, tidy } from './pieces.js'

/** Where each of several members has his own share of what is told: talks one by one, promises, brackets. */

/** 今天分别找小雨和响哥谈心，小雨…；响哥…: with whom, then of each of them by himself. */
const TALKED_WITH =
  /^([^和跟与同找约\n。;；]{0,16}?)(?:分别|分头|先后|依次|各自|逐一|挨个)?(和|跟|与|同|找)了?((?:[@\u4E00-\u9FFF]{2,4}(?:、|和|跟|与|,)){1,6}[@\u4E00-\u9FFF]{2,4}?)(?:同志)?(?:俩|两人|两个人?|三人)?(?:分别|各|都|单独|一一)?((?:进行|开展|做)?了?(?:一次)?(?:谈心谈话|廉政谈话|提醒谈话|谈心|谈话|谈了话|谈了|聊了))[,，。:：;；\s]\s*(.+)$/s

const DAY_OF_ALL =
  /^(?:都|均|全)是?(?:在)?(?:[今昨前]天|上?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}月\d{1,2}[日号]?)(?:[上下]午|晚上|中午)?(?:谈?的)?$/

export function underPartners(text: string, isName: (text: string) => boolean): string[][] {
  const [, before = '', word = '', list = '', verb = '', told = ''] = TALKED_WITH.exec(text) ?? []
  if (told === '') return []
  const items: string[] = []
  let day = ''
  const pieces = told
    .split(/[,，;；。\n]+/)
    .map(tidy)
    .filter(Boolean)
  for (const piece of pieces) {
    const bare = piece.replace(/^(?:和|跟|与|同)/, '')
    if (isName(bare)) items.push(bare)
    // 都是昨天，敏姐二十分钟…: the day said of all of them.
    else if (items.length === 0 && day === '' && DAY_OF_ALL.test(piece))
      day = piece.replace(/^(?:都|均|全)是?(?:在)?|谈?的$/g, '')
    else if (items.length === 0) return []
    else items.push(`${items.pop()}，${piece}`)
  }
  if (items.length < 2 || items.length !== list.split(/[、和跟与,]/).length) return []
  return [
    items.map((item) => {
      // The shortest that is a name: 小雨半小时 begins with one of two characters.
      const length = [2, 3, 4].find((size) => isName(item.slice(0, size))) ?? 2
      return `${day}${before}${word}${item.slice(0, length)}${verb}，${item.slice(length).replace(/^[:：,，\s谈聊]+(?=\d)/, '')}`
    }),
  ]
}

/** 谈心：敏姐（9.14，30分钟，子女择校）、响哥（…）: each with what is his in brackets. */
const BRACKETED =
  /^([^:：()（）\n。;；]{2,16}?)[:：,，\s]\s?((?:[@\u4E00-\u9FFF]{2,4}[(（][^()（）\n]{4,60}[)）][、,，;；和\s]*){2,8})[。.!！]?$/
const IN_BRACKETS = /([@\u4E00-\u9FFF]{2,4})[(（]([^()（）\n]{4,60})[)）]/g

export function underBrackets(text: string, isName: (text: string) => boolean): string[][] {
  const parts = BRACKETED.exec(text)
  const items = [...(parts?.[2] ?? '').matchAll(IN_BRACKETS)].map(([, name = '', told = '']) => ({ name, told }))
  if (!parts || items.length < 2 || !items.every(({ name, told }) => isName(name) && /\d/.test(told))) return []
  return [items.map(({ name, told }) => `${parts[1]}，${name}，${told}`)]
}

/** 2026党员风采 响哥：带头值夜班；小赵：…: whose each is, behind a heading without a colon. */
const PROMISED_BY = /^([^:：;；\n]{0,12}?(?:党员风采|承诺)[^:：;；\n]{0,6}?)[\s,，]+([@\u4E00-\u9FFF]{2,4}[:：].+)$/s

export function underPromisers(text: string, isName: (text: string) => boolean): string[][] {
  const parts = PROMISED_BY.exec(text)
  const items = (parts?.[2] ?? '')
    .split(/[;；。\n]+/)
    .map(tidy)
    .filter(Boolean)
  if (!parts || items.length < 2 || items.length > MOST_PIECES) return []
  if (!items.every((item) => isName(item) && /^[@\u4E00-\u9FFF]{2,4}[:：]/.test(item))) return []
  return [items.map((item) => `${parts[1]}，${item}`)]
}
