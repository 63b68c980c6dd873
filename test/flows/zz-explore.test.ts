import { afterAll, beforeAll, it } from 'vitest'
import { type Bot, startBot } from '../helpers/bot.js'
import { sayInGroup, sayInPrivate } from '../helpers/exchange.js'
import { appendFileSync } from 'node:fs'
let bot: Bot
beforeAll(async () => { bot = await startBot() })
afterAll(() => bot.stop())
const out = (s: string) => appendFileSync('/tmp/explore.txt', s + '\n')
const lines: [string, any, string][] = [
 ['g','赵阳','昨天下午学了2小时 二十届四中全会精神 全员参加'],
 ['g','赵阳','3月10日集中学习1小时 党章'],
 ['g','赵阳','3月8日主题党日 参观革命纪念馆 半天 全员参加'],
 ['g','赵阳','昨天下午集中学习2小时 学习纪律处分条例，李响公出、孙小雨病假，其余全员参加'],
 ['g','赵阳','我昨晚自学了1小时 党章'],
 ['p','赵阳','我昨晚自学了1小时 党章'],
 ['g','赵阳','3月16日集中学习1小时 党章 全员参加；3月17日集中学习2小时 准则 全员参加'],
 ['g','赵阳','3月2日召开党员大会，应到7人，实到7人，议题：一季度工作'],
 ['g','赵阳','昨天下午學習了２小時　二十屆四中全會精神　全員參加'],
 ['g','赵阳','昨天下午学了2小时 全员参加'],
 ['g','赵阳','2月30日集中学习2小时 党章 全员参加'],
 ['g','赵阳','昨天下午学了2小时 党章 王小明缺席'],
 ['g','陈立','昨天和孙小雨谈心谈话30分钟'],
 ['g','陈立','昨天和孙小雨谈心谈话30分钟，谈了家里老人住院的事'],
 ['p','陈立','昨天和孙小雨谈心谈话30分钟，谈了家里老人住院的事，月底前再谈一次'],
 ['p','王敏','昨天陈立和孙小雨谈心谈话，谈了工作压力大的问题'],
 ['p','陈立','昨天对李响提醒谈话，谈了考勤问题'],
 ['p','陈立','和小李谈心谈话'],
 ['g','陈立','和孙小雨谈心谈话'],
 ['p','陈立','查看谈话内容 2026-谈-002'],
 ['p','王敏','查看谈话内容 2026-谈-002'],
 ['p','赵阳','你好啊'],
 ['p','赵阳','帮助'],
 ['g','赵阳','帮助'],
 ['g','赵阳','谢谢'],
 ['g','赵阳','@所有人'],
 ['g','赵阳','昨天下午学了2小时 党章 @所有人 参加'],
 ['g','赵阳','撤销'],
 ['g','赵阳','撤销'],
 ['g','赵阳','不记了'],
 ['g','陈立','为什么提醒'],
 ['p','陈立','为什么提醒'],
 ['p','赵阳','为什么提醒'],
 ['p','赵阳','今天总书记车队路线是人民路'],
 ['p','赵阳','明天下午集中学习2小时 党章'],
 ['p','赵阳','昨天的培训'],
 ['g','赵阳','昨天李响请病假没参加集中学习'],
 ['g','孙小雨','3月17日 微党课 《青年党员的初心》 我讲的 40分钟 全员参加'],
 ['g','孙小雨','昨天我讲了微党课《青年党员的初心》40分钟，全员参加'],
]
it('explore', async () => {
  for (const [where, who, text] of lines) {
    try {
    const h = await (where === 'g' ? sayInGroup : sayInPrivate)(bot, who, text)
    out(`### ${where} ${who}: ${text}`)
    if (h.group) out('[group] ' + h.group)
    for (const n of Object.keys(bot.branch.person)) { const t = h.to(n as any); if (t) out(`[${n}] ` + t) }
    } catch (e) { out('!!! ' + e) }
  }
  out(JSON.stringify((await bot.admin.entries(bot.branch.id)).map(e => [e.number, e.date, e.title, e.participants.length, e.absent, e.late, e.voided, e.inferred, e.fields]), null, 0))
}, 300000)
