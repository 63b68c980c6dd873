import type { Card } from '../src/core/card.js'

/** Somebody who was named as secretary in a group; `name` is absent where the platform tells no names. */
export interface NamedSecretary {
  readonly setupId: string
  readonly name?: string
}

/** What somebody is called whose name the platform does not tell. */
export const whoIs = (name: string | undefined): string => name ?? '这位同志'

/** For the group: one other person has to agree, and who adds a bot is no secretary by that (moments.md §2). */
export function secondingCard({ setupId, name }: NamedSecretary): Card {
  return {
    title: `书记待确认｜${whoIs(name)}`,
    tone: 'warning',
    blocks: [
      { type: 'text', text: `已请${whoIs(name)}私聊确认。还要群里另一位同志同意。` },
      { type: 'text', text: '弄错了不用管它，14天后自动作废。', style: 'muted' },
    ],
    buttons: [
      {
        text: '同意',
        action: { v: 1, name: 'second-secretary', setupId },
        twin: name === undefined ? '同意' : `同意 ${name}`,
        style: 'primary',
      },
    ],
  }
}

/** What the card above becomes. `established`: he has confirmed it himself as well. */
export function secondedCard(name: string | undefined, established: boolean): Card {
  return {
    title: established ? `书记已定｜${whoIs(name)}` : `已有同志同意｜${whoIs(name)}`,
    tone: 'success',
    blocks: [{ type: 'text', text: secondedText(name, established) }],
  }
}

export const secondedText = (name: string | undefined, established: boolean): string =>
  established
    ? `书记是${whoIs(name)}，已由本人和另一位同志确认。党员名单由他私聊我来定。`
    : `已有同志同意，等${whoIs(name)}在私聊里确认。`
