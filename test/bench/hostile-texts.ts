/** Texts of `bytes` that make a careless reader slow: what is nearly a date, a duration, a name or a list, again and again. */
export function hostileTexts(bytes: number): Readonly<Record<string, string>> {
  const fill = (part: string): string => part.repeat(Math.ceil(bytes / Buffer.byteLength(part)))
  return {
    'digits without an end': fill('1'),
    'dates that are none': fill('2月30日13:99—'),
    'a list that goes on': fill('赵阳、李响、'),
    'durations in a row': fill('两个半小时'),
    'brackets that never close': fill('【（《'),
    'blanks and line breaks': fill('  \n\t　'),
    'one ordinary sentence, repeated': fill('昨天下午学了2小时 二十届四中全会精神 全员参加，'),
    mentions: fill('@_user_1@台账助手 '),
  }
}
