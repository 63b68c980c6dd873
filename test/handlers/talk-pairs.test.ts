import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TalkPairsMeaning } from '../../src/core/meaning.js'
import { listEntries } from '../../src/ledger/entries.js'
import { closeLedger, inNewBranch, openLedger, say } from '../ledger/fixture.js'
import { buttonOf, cardOf, chatText, contentText, formValues, mean, privately, type Speaker, tap } from './context.js'

beforeAll(openLedger)
afterAll(closeLedger)

const SECRETARY: Speaker = { by: '陈立', chat: 'p2p' }
type Said = Omit<TalkPairsMeaning, 'type'>

const ask = (said: Said, speaker: Speaker = SECRETARY) => mean({ type: 'talk_pairs', ...said }, speaker)
const told = async (said: Said, speaker: Speaker = SECRETARY) => contentText((await ask(said, speaker)).chat)
const pair: [string, string] = ['王敏', '周海明']
const card = async () => cardOf((await ask({ ask: 'map' })).chat)
const suggestion = (text: string) => /可先谈：([^（\n]+)/.exec(text)?.[1]

describe('pairs that are left out', () => {
  it('are the secretary’s own: nobody else reads of them, in whatever he asks', () =>
    inNewBranch(async () => {
      expect(await told({ ask: 'never', pair })).toMatch(/^好的，王敏—周海明不安排结对谈话/)
      expect(await told({ ask: 'never', pair })).toMatch(/^本来就是/)
      expect(await told({ ask: 'never_list' })).toContain('王敏—周海明')
      expect(await told({ ask: 'map' })).toContain('不安排')
      for (const by of ['王敏', '周海明', '赵阳']) {
        const said = [
          await told({ ask: 'map' }, { by, chat: 'p2p' }),
          await told({ ask: 'next' }, { by, chat: 'p2p' }),
          await told({ ask: 'never_list' }, { by, chat: 'p2p' }),
          await told({ ask: 'never', pair }, { by, chat: 'p2p' }),
          chatText(await mean({ type: 'query', what: 'talks_missing', period: '2026' }, { by, chat: 'p2p' }), false),
        ]
        expect(said.join('\n')).not.toMatch(/不安排|跳过/)
      }
    }))

  it('are marked where the secretary asks who has not talked, and still counted as missing', () =>
    inNewBranch(async () => {
      const question = async () =>
        [1, 2, 3].map((page) => mean({ type: 'query', what: 'talks_missing', period: '2026', page }, SECRETARY))
      await ask({ ask: 'never', pair })
      const pages = []
      for (const page of await question()) pages.push(chatText(await page, false))
      const text = pages.join('\n')
      expect(text).toMatch(/(?:王敏—周海明|周海明—王敏)（不安排）/)
      expect(text).toContain('0/21对')
      expect(await told({ ask: 'allow', pair })).toContain('照常安排')
      expect(await told({ ask: 'never_list' })).toContain('没有不安排的结对')
    }))

  it('said in the group are answered in private, with no word of them there', () =>
    inNewBranch(async () => {
      const reply = await ask({ ask: 'never', pair }, { by: '陈立' })
      expect(chatText(reply)).toBe('已私聊你')
      expect((await privately(reply)).陈立?.join()).toMatch(/群里那句可以撤回/)
    }))
})

describe('the quarter’s card', () => {
  it('换一组 shows the next pair on the same card; passed on to the group it answers in private', () =>
    inNewBranch(async () => {
      const shown = await card()
      const { action, twin } = buttonOf(shown, '换一组')
      const turned = await tap(action, { ...SECRETARY, messageId: 'om_card' })
      const after = suggestion(chatText(turned, false))
      expect(turned.updates).toMatchObject([{ messageId: 'om_card' }])
      expect(after).toBeDefined()
      expect(after).not.toBe(suggestion(contentText({ type: 'card', card: shown })))
      const [, one = '', other = ''] = twin.split(' ')
      expect(suggestion(await told({ ask: 'another', pair: [one, other] }))).toBe(after)
      const passedOn = await tap(action, { by: '陈立' })
      expect(passedOn.updates ?? []).toEqual([])
      expect(Object.keys(await privately(passedOn))).toEqual(['陈立'])
      expect((await tap(action, { by: '赵阳', chat: 'p2p' })).updates ?? []).toEqual([])
    }))

  it('约时间 and 已谈，补记 open a form of the two, typed and tapped alike, for the secretary alone', () =>
    inNewBranch(async () => {
      const shown = await card()
      for (const text of ['约时间', '已谈，补记']) {
        const { action } = buttonOf(shown, text)
        const { chat, notice } = await tap(action, SECRETARY)
        expect(notice?.text).toContain('表格已发给你')
        expect(contentText(chat)).toContain(suggestion(contentText({ type: 'card', card: shown })))
        const refused = await tap(action, { by: '赵阳', chat: 'p2p' })
        expect(contentText(refused.chat)).toBe('')
        expect(refused.notice?.text).toContain('由书记来安排')
      }
      expect(await told({ ask: 'plan', pair }, { by: '赵阳', chat: 'p2p' })).toContain('由书记来安排')
      expect(await told({ ask: 'plan', pair: ['王敏', '张三'] })).toContain('名册里没有')
    }))

  it('a plan of the secretary’s with somebody names nobody else; of two others both', () =>
    inNewBranch(async () => {
      for (const two of [['周海明', '陈立'], pair] as [string, string][]) {
        const form = cardOf((await ask({ ask: 'plan', pair: two })).chat)
        const values = { ...formValues(form), date: '2026-03-25' }
        await tap(buttonOf(form, '记下').action, SECRETARY, values)
      }
      const plans = await listEntries({ kind: 'plan' })
      expect(plans.map(({ talker, partner }) => [talker, partner])).toEqual([
        [undefined, '周海明'],
        ['王敏', '周海明'],
      ])
      expect(await told({ ask: 'map' })).toMatch(/已约[\s\S]*陈立 和 周海明/)
    }))

  it('the form of two others has no place for what they said', () =>
    inNewBranch(async () => {
      const ofOthers = contentText((await ask({ ask: 'record', pair })).chat)
      expect(ofOthers).not.toMatch(/谈话内容|后续跟进/)
      expect(contentText((await ask({ ask: 'record', pair: ['陈立', '赵阳'] })).chat)).toContain('谈话内容（可不填')
    }))

  it('of a branch of thirty suggests somebody who lacks a talk, with an office-holder', () => {
    const members = Array.from({ length: 30 }, (_, i) => ({
      name: `党员${String.fromCharCode(0x4e00 + i)}`,
      ...(i === 0 ? { platformUserId: 'ou_0' } : {}),
      role: i === 0 ? 'secretary' : i < 4 ? 'organization' : 'member',
    }))
    return inNewBranch(
      async () => {
        const by = '党员一'
        const text = await told({ ask: 'map' }, { by, chat: 'p2p' })
        expect(text).toContain('全年谈心谈话覆盖：0/30人')
        expect(text).toContain('两次都还没有（30人）')
        expect(suggestion(text)).toMatch(/^党员[一丁丂七]—/)
        await say(
          { type: 'talk', kind: '谈心谈话', date: '2026-03-10', talker: '$sender', partner: members[5]?.name ?? '' },
          { by },
        )
        expect(await told({ ask: 'map' }, { by, chat: 'p2p' })).toContain('两次都还没有（28人）')
      },
      { members },
    )
  })
})
