import type { Card } from '../src/core/card.js'

/** For the person who was named, in private. The twins are what one would say anyway. */
export function confirmSecretaryCard(setupId: string): Card {
  return {
    title: '你是党支部书记吗？',
    tone: 'warning',
    blocks: [
      { type: 'text', text: '有同志在群里说书记是你。你确认、且群里另一位同志同意后，由你来定党员名单和分工。' },
    ],
    buttons: [
      { text: '确认', action: { v: 1, name: 'confirm-secretary', setupId }, twin: '我是书记', style: 'primary' },
      { text: '不是我', action: { v: 1, name: 'decline-secretary', setupId }, twin: '我不是书记' },
    ],
  }
}

/** What it becomes once it is answered. */
export function secretaryAnsweredCard(confirmed: boolean, established: boolean): Card {
  return confirmed
    ? { title: '已确认：你是书记', tone: 'success', blocks: [{ type: 'text', text: confirmedText(established) }] }
    : { title: '好的，不是你', tone: 'neutral', blocks: [{ type: 'text', text: DECLINED }] }
}

export const confirmedText = (established: boolean): string =>
  established ? '两方都已确认，请报党员名单。' : '已确认。还差群里另一位同志@我说「同意」，之后我来请你报党员名单。'

export const DECLINED = '好的，这件事作废了，没有登记任何东西。'
