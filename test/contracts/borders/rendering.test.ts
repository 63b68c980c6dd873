import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { CARDS } from '../../../cards/index.js'
import { SAMPLE_PEOPLE } from '../../../cards/samples.js'
import { type Action, type ActionName, decodeAction, type SetupActionName } from '../../../src/core/action.js'
import type { Button, Card, Form } from '../../../src/core/card.js'
import type { Meaning } from '../../../src/core/meaning.js'
import { understand } from '../../../src/language/understand.js'
import { MAX_ROBOT_BUTTONS, toRobotMessage, toSessionMessage } from '../../../src/platforms/dingtalk/messages.js'
import type { Place } from '../../../src/platforms/dingtalk/place.js'
import { CARD_VARIABLES, renderMessage, renderVariables } from '../../../src/platforms/dingtalk/render-card.js'
import { renderCard } from '../../../src/platforms/feishu/render-card.js'
import { viewTemplate } from '../../../src/simulator/dingtalk/index.js'
import { markdownLinks, plainMarkdown } from '../../../src/simulator/dingtalk/markdown-text.js'
import { cardText, lintCard } from '../../../src/simulator/feishu/index.js'
import { decodeButtons, tappablesOf } from '../../helpers/feishu-buttons.js'
import { likeness, saidBy, textsOf } from '../../platforms/dingtalk/decode.js'

/** What a person has of a rendered card, read back out of the payload. */
interface Shown {
  /** Everything that can be read. */
  readonly words: string
  /** What buttons call back with. */
  readonly actions: readonly unknown[]
  /** What buttons make their person say. */
  readonly said: readonly string[]
  /** What buttons open. */
  readonly links: readonly string[]
  readonly lost: readonly string[]
}

interface Renderer {
  readonly name: string
  /** Where a form is a page of its own. */
  readonly hasPages?: true
  readonly inGroup?: true
  /** Reads what was rendered; throws or fails where the platform would refuse it. */
  show(card: Card): Shown
}

const PAGE = 'https://bot.example.org/f/eyJ2IjoxLCJwIjoiZGluZ3RhbGsifQ.c2lnbmF0dXJl'
const linkTo = (): string => PAGE
const PERSON: Place = { kind: 'person', userId: 'u1' }
const GROUP: Place = { kind: 'group' }
/** A card that is changed: who reads it is not known any more. */
const ANYBODY: Place = { kind: 'unknown' }

function onFeishu(card: Card): Shown {
  const { payload, lost } = renderCard(card)
  expect(lintCard(payload)).toEqual([])
  const buttons = decodeButtons(payload)
  // In the order of the card, a form's button with its form.
  expect(buttons).toEqual(tappablesOf(card))
  return { words: cardText(payload), actions: buttons.map(({ value }) => value), said: [], links: [], lost }
}

const asMessage =
  (place: Place, options: Parameters<typeof renderMessage>[2], max: number) =>
  (card: Card): Shown => {
    const { payload, lost } = renderMessage(card, place, options, max)
    expect(payload.buttons.length).toBeLessThanOrEqual(max)
    if (max === MAX_ROBOT_BUTTONS) expect(JSON.parse(toRobotMessage(payload).msgParam).title).toBe(payload.title)
    expect(toSessionMessage(payload)).toHaveProperty('msgtype')
    // Links are buttons only: what people wrote can't become one.
    expect(markdownLinks(payload.markdown)).toEqual([])
    const said = payload.buttons.map(saidBy)
    return {
      words: `${payload.title}\n${plainMarkdown(payload.markdown)}`,
      actions: [],
      said: said.filter((words) => words !== undefined),
      links: payload.buttons.filter((_, index) => said[index] === undefined).map(({ url }) => url),
      lost,
    }
  }

const asCard =
  (place: Place, options: Parameters<typeof renderVariables>[2]) =>
  (card: Card): Shown => {
    const rendered = renderVariables(card, place, options)
    if (!rendered) throw new Error('does not fit into the template')
    const { payload, lost } = rendered
    expect(Object.keys(payload)).toEqual([...CARD_VARIABLES])
    for (const value of Object.values(payload)) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(1024)
    const { title, bodies, buttons } = viewTemplate(payload)
    const calling = buttons.flatMap(({ text, action }) => (action === undefined ? [] : [[text, JSON.parse(action)]]))
    // None has to be typed.
    expect(calling).toEqual((card.buttons ?? []).map(({ text, action }) => [text, action]))
    return {
      words: [title, ...bodies.map(plainMarkdown)].join('\n'),
      actions: calling.map(([, action]) => action),
      said: [],
      links: buttons.flatMap(({ url }) => (url === undefined ? [] : [url])),
      lost,
    }
  }

/** By the robot's OpenAPI, and by a way back, which carries any number of buttons. */
const WAYS = [
  { way: 'robot message', max: MAX_ROBOT_BUTTONS },
  { way: 'reply', max: Number.POSITIVE_INFINITY },
]

const RENDERERS: readonly Renderer[] = [
  { name: 'Feishu', show: onFeishu },
  ...WAYS.flatMap(({ way, max }): Renderer[] => [
    { name: `DingTalk ${way} to a person`, show: asMessage(PERSON, { commandButtons: true }, max) },
    { name: `DingTalk ${way} to a person, no commands`, show: asMessage(PERSON, { commandButtons: false }, max) },
    {
      name: `DingTalk ${way} to a person, with pages`,
      hasPages: true,
      show: asMessage(PERSON, { commandButtons: true, linkTo }, max),
    },
    {
      name: `DingTalk ${way} to a group`,
      inGroup: true,
      show: asMessage(GROUP, { commandButtons: true, linkTo }, max),
    },
  ]),
  { name: 'DingTalk card to a person', show: asCard(PERSON, { commandButtons: true }) },
  {
    name: 'DingTalk card to a person, with pages',
    hasPages: true,
    show: asCard(PERSON, { commandButtons: true, linkTo }),
  },
  { name: 'DingTalk card to a group', inGroup: true, show: asCard(GROUP, { commandButtons: true, linkTo }) },
  { name: 'DingTalk card, changed', show: asCard(ANYBODY, { commandButtons: true, linkTo }) },
]

const formsOf = (card: Card): readonly Form[] =>
  card.blocks.flatMap((block) => (block.type === 'form' ? [block.form] : []))

/** Whether a person has it: as a button that calls back or speaks, or as a line that says what to type. */
function isThere({ action, twin }: Button, { actions, said, words }: Shown, inGroup = false): boolean {
  const typed = likeness(inGroup ? `@我${twin}` : twin)
  return (
    actions.some((one) => isDeepStrictEqual(decodeAction(one), action)) ||
    said.includes(twin) ||
    words.split('\n').some((line) => likeness(line).endsWith(typed))
  )
}

describe.each(RENDERERS)('$name', ({ name: renderer, show, hasPages, inGroup }) => {
  it.each(CARDS)('shows $name whole, and gives back each of its buttons', ({ samples }) => {
    for (const card of samples) {
      const shown = show(card)
      const text = likeness(shown.words)
      // Where somebody is picked from a list, nothing has to be typed instead.
      const picked =
        renderer === 'Feishu' ? card.blocks.flatMap((one) => (one.type === 'picker' ? [one.picker.twin] : [])) : []
      for (const part of [card.title, ...textsOf(card)])
        if (!picked.includes(part)) expect(text).toContain(likeness(part))
      for (const button of card.buttons ?? []) expect(isThere(button, shown, inGroup)).toBe(true)
      // In a group of DingTalk's a form is declared lost: it goes to its author in private (src/intake/apply-reply.ts).
      const forms = inGroup ? [] : formsOf(card)
      for (const { label, error = '' } of forms.flatMap(({ fields }) => fields)) {
        expect(text).toContain(likeness(label))
        expect(text).toContain(likeness(error))
      }
      expect(shown.links).toEqual(hasPages ? forms.map(linkTo) : [])
      if (!hasPages) for (const { submit } of forms) expect(isThere(submit, shown)).toBe(true)
    }
  })
})

it('what can’t be shown is declared, and it is this', () => {
  const losses: Record<string, Record<string, readonly string[]>> = {}
  for (const renderer of RENDERERS) {
    for (const { name, samples } of CARDS) {
      const lost = new Set(samples.flatMap((card) => renderer.show(card).lost))
      if (lost.size > 0) losses[renderer.name] = { ...losses[renderer.name], [name]: [...lost] }
    }
  }
  const lost = (name: string): string[] => [`form ${name}: in a group it would be anybody's`]
  const form = {
    'ask-back-card': lost('entry'),
    'dispute-form-card': lost('dispute'),
    'edit-form-card': lost('edit'),
    'excuse-form-card': lost('excuse'),
    'setup-roster-card': lost('setup'),
  }
  expect(losses).toEqual({
    'DingTalk robot message to a group': form,
    'DingTalk reply to a group': form,
    'DingTalk card to a group': form,
  })
})

/**
 * Known to the intake alone: a branch's own name (test/flows/two-branches.test.ts), and what is said while a group is set
 * up or moved (test/flows/first-five-minutes.test.ts, src/language/setup.ts).
 */
type ByIntake = 'choose-branch' | 'bind-group' | SetupActionName

/** What a typed twin must mean. */
const MEANS: Readonly<Record<Exclude<ActionName, 'submit-entry' | 'submit-edit' | ByIntake>, string>> = {
  'undo-entry': 'undo',
  'drop-draft': 'drop_draft',
  'record-missing': 'record_missing',
  'explain-reminder': 'explain_reminder',
  'snooze-card': 'snooze_card',
  'excuse-missing': 'excuse_missing',
  'submit-excuse': 'excuse_missing',
  'plan-duty': 'plan_duty',
  'read-talk': 'read_talk',
  'close-item': 'close_item',
  'confirm-dues': 'confirm_dues',
  'edit-entry': 'edit',
  'apply-edit': 'edit',
  'dispute-entry': 'dispute',
  'submit-dispute': 'dispute',
  'settle-dispute': 'settle_dispute',
  'keep-entry': 'keep_entry',
  'attach-file': 'attach_file',
  'query-page': 'query',
  'confirm-holidays': 'confirm_holidays',
  'set-credit-hour': 'set_credit_hour',
  'answer-reminder': 'answer_reminder',
  'settle-plan': 'settle_plan',
  'plan-talk': 'talk_pairs',
  'record-talk': 'talk_pairs',
  'next-pair': 'talk_pairs',
  'confirm-handover': 'hand_over',
  'cancel-handover': 'hand_over',
  'join-committee': 'committee',
}

describe('a typed twin', () => {
  const roster = SAMPLE_PEOPLE.map((name) => ({ name, aliases: [], status: 'full' as const }))
  const meaningOf = (text: string, chat: 'group' | 'p2p'): Meaning =>
    understand({
      // Under a card in a group stands 「@我 …」.
      text: chat === 'group' ? `@台账助手 ${text}` : text,
      chat,
      senderRoles: ['secretary'],
      sender: '陈立',
      today: '2026-03-18',
      roster,
      botName: '台账助手',
    })
  const buttons = CARDS.flatMap(({ samples }) =>
    samples.flatMap((card) => [...(card.buttons ?? []), ...formsOf(card).map(({ submit }) => submit)]),
  )
  const twinsOf = (of: (action: Action) => boolean): string[] => [
    ...new Set(buttons.filter(({ action }) => of(action)).map(({ twin }) => twin)),
  ]
  const names = Object.keys(MEANS) as (keyof typeof MEANS)[]

  it.each(names)('of %s means just that, in a group and in private', (name) => {
    const twins = twinsOf((action) => action.name === name)
    expect(twins).not.toEqual([])
    for (const twin of twins)
      for (const chat of ['group', 'p2p'] as const)
        expect(meaningOf(twin, chat), twin).toMatchObject({ type: MEANS[name] })
  })

  it('of a form is a sentence: asked back as it stands, recorded once it is completed', () => {
    for (const twin of twinsOf(({ name }) => name === 'submit-entry')) {
      expect(meaningOf(twin, 'p2p'), twin).toHaveProperty('partial')
      expect(meaningOf(twin.replace('…', '党章'), 'p2p'), twin).toMatchObject({ type: 'training', topic: '党章' })
    }
  })
})
