/** Faces that the chat programs put into a text by their names (/偷笑, /鲜花/鲜花): no command, though they begin like one. */
const NAMES =
  '微笑|撇嘴|发呆|得意|流泪|害羞|闭嘴|睡觉?|大哭|尴尬|发怒|调皮|呲牙|惊讶|难过|酷|冷汗|抓狂|吐|偷笑|可爱|愉快|白眼|傲慢|饥饿|困|惊恐|流汗|憨笑|悠闲|奋斗|疑问|嘘|晕|衰|骷髅|敲打|再见|擦汗|抠鼻|鼓掌|坏笑|哈欠|鄙视|委屈|快哭了|阴险|亲亲|可怜|西瓜|啤酒|咖啡|猪头|玫瑰|凋谢|示爱|爱心|心碎|蛋糕|闪电|炸弹|月亮|太阳|礼物|拥抱|强|弱|握手|胜利|抱拳|勾引|拳头|爱你|no|ok|飞吻|跳跳|转圈|磕头|挥手|激动|捂脸|奸笑|机智|皱眉|耶|红包|鲜花|送花花?|囧|点赞|赞|鞠躬|笑哭|破涕为笑|666|感谢|加油|比心|合十|双手合十|烟花|爆竹|庆祝|嘿哈|吃瓜|旺柴|裂开|苦涩|叹气|天啊|哇|汗|翻白眼|好的|打脸|收到|开心|大笑|狗头|跪了|对勾|赞同|憧憬|思考|无语|感冒|忙疯了|投降|可怜|回头|跳舞|三连|打call|敬礼|咧嘴'
const RUN = new RegExp(`^(?:\\s*/(?:${NAMES})(?=$|[\\s/,，。!！~]))+`, 'i')

/** The text without the faces it begins with. */
export const withoutEmoticons = (text: string): string => text.replace(RUN, '').trim()
