/** Cuts a message that seems to tell of several things into pieces that might each be one (SCHEMA, table at the top). */

const HARD = /[\n;；。]+/
const SOFT =
  /[,，]\s?(?=(?:上午|下午|晚上|中午|今天|昨天|前天|\d{1,2}月|\d{1,2}\.\d|\d{1,2}[号日]|周[一-日]|上周|另外|还有?|又|然后|接着|再|会后|课后))/

/** The ways to cut a text, coarsest first; none when there is nothing to cut. */
export function waysToCut(text: string): string[][] {
  const hard = text.split(HARD).map(tidy).filter(Boolean)
  const soft = text.split(SOFT).map(tidy).filter(Boolean)
  const both = hard
    .flatMap((piece) => piece.split(SOFT))
    .map(tidy)
    .filter(Boolean)
  return [hard, soft, both].filter((pieces) => pieces.length >= 2 && pieces.length <= 6)
}

const tidy = (piece: string): string =>
  piece
    .replace(/^\s*(?:\d{1,2}[.、)）:：](?!\d)|[(（]\d{1,2}[)）]|[-*•·])\s*/, '')
    .replace(/^(?:另外|还有|然后|接着|再|又)[,，:]?/, '')
    .trim()
