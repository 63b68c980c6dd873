import type { Card } from '../src/core/card.js'

/** Said once when the bot comes into a group that no operator has registered yet, or has. */
export function greetingCard({ registered }: { registered: boolean }): Card {
  return {
    title: '大家好，我是支部台账助手',
    tone: 'info',
    blocks: [
      {
        type: 'list',
        items: [
          '@我说一句话，就记成一条台账：培训、会议、主题党日；谈心谈话请私聊我。',
          '月底前私聊书记还缺什么，每周在群里发一次小结；不排名、不催打卡。',
          registered ? '现在就可以用，@我说「帮助」看例句。' : '由管理员登记支部后即可使用，@我说「帮助」看例句。',
        ],
      },
    ],
  }
}
