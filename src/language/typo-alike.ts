import { pinyin } from 'pinyin-pro'

/** Characters that are taken for each other because they look alike, in families: each may stand for any other of its own. */
const LOOK_ALIKE: readonly string[] = [
  '天夭夫无关',
  '午牛干千无',
  '日曰目白',
  '末未',
  '员圆',
  '中种',
  '钟种',
  '会合',
  '党堂觉常',
  '党挡档',
  '谈淡',
  '讲汔进',
  '假价',
  '题提',
  '培陪',
  '训川圳',
  '话活',
  '昨作咋',
  '席度',
  '间问',
  '问间',
  '处外',
  '单草',
  '议仪',
  '课棵颗',
  '微徽',
  '己已',
  '人入',
  '大太',
  '主王',
  '住往',
  '拜样',
  '期其',
  '时肘吋',
  '全金',
]

const families = new Map<string, string>()
for (const family of LOOK_ALIKE) for (const char of family) families.set(char, (families.get(char) ?? '') + family)

const sounds = new Map<string, readonly string[]>()

function soundsOf(char: string): readonly string[] {
  let found = sounds.get(char)
  if (!found) {
    found = pinyin(char, { toneType: 'none', type: 'array', multiple: true })
    if (sounds.size > 5000) sounds.clear()
    sounds.set(char, found)
  }
  return found
}

/** Whether two characters share a reading, tones aside. */
export function soundAlike(a: string, b: string): boolean {
  return a === b || soundsOf(a).some((sound) => soundsOf(b).includes(sound))
}

/** A reading as those say it who don't tell zh from z or ing from in. */
const accented = (sound: string): string => sound.replace(/^([zcs])h/, '$1').replace(/(?<=[ie])ng$/, 'n')

/** Whether two characters sound alike to those too who don't tell zh from z or ing from in (主题, 组题). */
export function soundNear(a: string, b: string): boolean {
  if (soundAlike(a, b)) return true
  const other = soundsOf(b).map(accented)
  return soundsOf(a).some((sound) => other.includes(accented(sound)))
}

/** Whether two characters are taken for each other by shape. */
export const lookAlike = (a: string, b: string): boolean => a === b || families.get(a)?.includes(b) === true

/** Whether two characters are taken for each other by sound or by shape. */
export const alike = (a: string, b: string): boolean => lookAlike(a, b) || soundAlike(a, b)
