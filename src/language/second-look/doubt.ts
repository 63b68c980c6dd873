/** What a last look found, to be asked about. */
export interface Doubt {
  readonly question: string
  readonly fields: string[]
}

/** Fields that take what is left of a message as text. */
export const TEXTS = [
  'topic',
  'problem',
  'measure',
  'resolution',
  'post',
  'project',
  'department',
  'result',
  'note',
] as const

/** A day, however it is said. */
export const DAY =
  '(?:(?:20\\d\\d年?[-./]?)?\\d{1,2}(?:月|[./-])\\d{1,2}[日号]?|(?:本|这个?|上个?|下个?)?月?\\d{1,2}[日号]|大?前天|昨[天晚日]|今[天早晚日]|明天|后天|(?:上上?|这|本|下)个?(?:周|星期|礼拜)[一二三四五六日天]|周[一二三四五六日天])'
