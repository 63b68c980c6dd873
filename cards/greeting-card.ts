import type { Block, Card } from '../src/core/card.js'

/** What it does, in the three lines that a group reads when the bot comes. */
const WHAT_IT_DOES = [
  '@我说一句话，就记成一条台账：培训、会议、主题党日；谈心谈话请私聊我。',
  '月底前私聊书记还缺什么，每周在群里发一次小结；不排名、不催打卡。',
]

/** Said when the bot comes into a group: of a branch, or one that has yet to say who its secretary is (moments.md §2). */
export function greetingCard({ registered }: { registered: boolean }): Card {
  const title = '大家好，我是支部台账助手'
  if (registered)
    return {
      title,
      tone: 'info',
      blocks: [{ type: 'list', items: [...WHAT_IT_DOES, '现在就可以用，@我说「帮助」看例句。'] }],
    }
  const blocks: Block[] = [
    {
      type: 'list',
      items: [...WHAT_IT_DOES, '先定书记：由本人私聊确认、群里另一位同志同意即可，也可由管理员登记支部。'],
    },
    { type: 'text', text: '谁是书记？', style: 'strong' },
    {
      type: 'picker',
      picker: { placeholder: '选一位同志', action: { v: 1, name: 'pick-secretary' }, twin: '书记是 @某某' },
    },
  ]
  return {
    title,
    tone: 'info',
    blocks: [...blocks, { type: 'text', text: '已有支部、只是换了群：书记@我说「绑定本群」。', style: 'muted' }],
    buttons: [{ text: '我是书记', action: { v: 1, name: 'claim-secretary' }, twin: '我是书记', style: 'primary' }],
  }
}
