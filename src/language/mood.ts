/** Whether a message tells of something that took place. What does not is never recorded. */
export type Mood = 'telling' | 'plan' | 'question' | 'unreal' | 'hearsay' | 'comment'

const QUESTION =
  /[?？]|(?:吗|呢|么|嘛)(?=$|[\s,，。!！~])|(?<!什)么(?=$)|谁(?!都)|什么时候|哪[天里个些位次]|几[次个号场点位人张份项条](?!的)|放哪|哪(?:儿|了)?$|多少|是不是|有没有|要不要|能不能|可不可以|行不行|该不该|会不会|用不用|怎么|咋|为什么|为啥|是否|何时|在哪|哪儿|多久|多长时间|啥时候|对不对|好不好/
const PLAN =
  /(?:^|[\s,，。;；:\uE001])(?:安排|计划|打算|准备|拟|预计|预定|通知|预告|预约|约(?!莫|\d|[一二两三四五六七八九十半]))(?!了|过)|(?:计划|打算|准备|拟|预计|预定|将|定)(?:于|在|要|明|后天|下|组织|召开|开展|举行|举办|学|去|和|跟|找|安排)|请(?:大家|各位|全体|同志|准时|务必|提前|互相|按时)|准时(?:参加|到|出席)|务必|不见不散|别忘|记得|提醒(?:一下|大家|各位|我|他|她|你|同志们)|(?<![\u4E00-\u9FFF])提醒(?!谈话|整改)|到时候|即将|安排(?:一[次个场])?(?=主题党日|党日|培训|学习|集中|党课|谈心|谈话|召?开|会议|讲座|和|跟)|(?:^|[\s,，。;；\uE001我们大家])(?:要|得|该|需要|必须)(?:开|学|组织|搞|去|谈|找|召开|进行|参加|集中)|想(?:和|跟|找|约|请|组织|开|学|去|当|参加|做|报名|捐)|招募|等(?:会|下|一会)儿?(?:要|去|学|开|和|跟)|马上(?:要|就)?(?:开|学|去|和|跟)/
const UNREAL =
  /如果|(?<![主重需])要是|假如|假设|倘若|万一|的话|本来|原定|原计划|差点|除非|(?:^|[,，。;；\s])我?(?:希望|建议|最好)|应该(?!到)|该(?:学|谈|开|组织)了|来不及|(?:没|未)(?:有)?(?:学|谈|开|组织|召开|进行|举行|搞|办|看|讲|听|聊|培训|开展|落实|安排|做|成|完成|上课)(?!.{0,6}(?:问题|困难))|还没|尚未|不(?:学|谈|开|搞|去|办)了|不用(?:学|谈|开|去|记)|别(?:记|登记|学|开|录)|不要(?:记|登记|录)|取消了?|推迟|延期|改期|改到|作罢|泡汤|黄了|忘了(?:学|谈|开|组织)|没(?:学|谈|开|办|搞)成|未能(?:召开|开展|组织|进行|举行)|没(?:空|时间)(?:学|谈|开|参加)|假装|我(?:的|家)?(?:儿子|女儿|孩子|老婆|老公|爱人|妻子|丈夫|妈|爸|媳妇)|例如|比如|^(?:例|如|转发?|引用|抄送|fwd)[:：]|做梦|电视剧|追剧|隔壁[^,，。;；\s]{0,3}支部|举例|例句|示例|不记/
const HEARSAY =
  /听说|据说|好像|可能|也许|似乎|应该是|记不清|记不得|忘了(?:是|几|哪)|不确定|不太清楚|大概是|估计|说不定|不知道|貌似|印象中|应该有|猜(?!灯谜|谜)/
const COMMENT =
  /(?<![颁印开分奖])发(?:我|给我|一下|下)|传(?:我|一下|给我)|交一下|拿一下|领一下|报个?名|(?:学习|培训|会议|讲座|党日|大会|党课)的(?:通知|照片|材料|名单|总结|心得|签到表|感受|事情?)|不错|很好|真好|(?<!不)太好|辛苦|收获|感想|感觉|谢谢|感谢|点赞|好累|真累|累死|累坏|太长|太短|有意思|没意思|精彩|哈哈|受益|受教|无聊|犯困|困死|好听|好看|难忘|期待|加油|学习?到了/

/** The text without the clauses that are remarks only: 昨天给餐饮部开处罚单，大家辛苦了. */
export const withoutRemarks = (open: string): string =>
  open
    .split(/(?<=[\s,，。;；\n])/)
    .filter((clause) => !COMMENT.test(clause))
    .join('')

/** The mood of the words left when titles, labelled subjects and understood parts are taken out. */
export function moodOf(open: string): Mood {
  if (QUESTION.test(open)) return 'question'
  if (UNREAL.test(open)) return 'unreal'
  if (PLAN.test(open)) return 'plan'
  if (HEARSAY.test(open)) return 'hearsay'
  return COMMENT.test(open) ? 'comment' : 'telling'
}

/** Another body's doing, or somebody's order: not plainly this branch's own record. */
const OTHERS =
  /(?:别的|隔壁|其[他它](?!人)|兄弟|外单位|(?<![周期拜月])第?(?<![周期拜])[一二三四五六七八九十\d]+)(?:党)?支部|(?:局|市|县|区|厅|院|校|机关|集团|公司)党委(?!书记|宣传|党校)|党总支|(?<!传达|学习|落实|贯彻)上级(?!文件|精神|部署|要求|有关|党委|党组织|决策|会议|通知|指示|关于)|检查组|巡察组|督导组|(?:书记|领导|部长|主任)(?:说|要求|指示|让|叫)/
/** What holds in general is not an event. */
const HABIT = /每(?:周|月|天|日|季|年|次|个月)|至少|不少于|不低于|小时以上|分钟以上|定期|经常/

/** A question for the sentence as a whole, when it may not be this branch's own, single event. */
export function generalDoubt(open: string): string | undefined {
  if (PLACEHOLDER.test(open)) return '例句里的空还没填，请补上。'
  if (OTHERS.test(open)) return '这是本支部的吗？'
  return HABIT.test(open) ? '这是一次具体的活动吗？' : undefined
}

/** The blanks of an example that was copied and not filled in. */
const PLACEHOLDER = /(?:\.{2,}|…)\s?(?:月|日|号|人|小时|分钟)|(?:主题|议题|题目|内容|主讲)\s?(?:\.{2,}|…)|某某/
/** Why somebody was away is no event of ours: 没来，在外学习. */
const AWAY =
  /(?:没来|没到|未到|缺席|请假|没参加|未参加|没去)[,，\s]{0,2}(?:因为?)?(?:在外|外出|出去|去[^,，。;；\s]{0,4}|脱产|出差)?(?:参加)?(?:学习|培训|考察)|[一1]个[^,，。;；\s]{1,6}[,，、\s]?[一另]一?个(?:去|在)?(?:学习|培训|考察|开会)/g
/** Things named after an event (培训室, 学习笔记, 主题党日照片): they don't tell of it. */
const OBJECTS =
  /(?:业务培训|培训|集中学习|学习|讲座|微党课|党课|主题党日|党日|会议|党员大会|观影|考察)(?:的)?(?:室|费|材料|资料|手册|照片|通知|计划表?|方案|笔记|心得|体会|海报|课件|视频|纪要|签到|名单|总结|效果|教材|系统|平台|时间表|积分|横幅|背景板|新闻|稿件?|制度|群|场地|证书|报名|成绩|投影)|(?:启动会|推进会|内审会议?|小家活动|工会活动|走访慰问|慰问|互访|志愿者?(?:服务(?!装))?|捐款|捐赠|(?:处罚|整改|奖励|反馈|汇总)单|问题清单|承诺书?|测试|抽查|考试|获奖|荣誉|先锋岗)(?:的)?(?:材料|资料|照片|通知|模板|表格|方案|名单|证书?|格式|样式|系统|平台|制度|办法|流程|卷子?|题库|心得|视频|签到表?|海报|成绩单|准考证|报名|时间表?|地点|公示|公告|倡议书?|箱|服装|马甲|信|物资|清单|稿|新闻|协议|合同|预算|经费)|(?:谈话|谈心|谈心谈话)(?:的)?记录(?=在|呢|发|给|交|怎|放|有|谁)|(?:谈话|谈心)(?:的)?(?:室|照片|通知|计划|方案|制度|纪要|表)/g

/** The text with such things blanked out. */
export const withoutObjects = (open: string): string =>
  [AWAY, OBJECTS].reduce((text, pattern) => text.replace(pattern, (thing) => '\uE001'.repeat(thing.length)), open)

/** Words that say outright that it happened, or that it is to be written down. */
const HAPPENED =
  /[\u4E00-\u9FFF](?:了|过|完)(?!解)|记(?:一下|录|上|个|一?条|一?笔)|登记|补录|补记|补登|补写|录入|打卡|汇报一下|已(?:经)?|刚(?:刚|才)?|结束/

export const saysItHappened = (open: string): boolean => HAPPENED.test(open)

/** 补录, 补记, 补登, 补写 (SCHEMA §2 `backfill`). */
export const isBackfill = (text: string): boolean => /补[录记登写]|补充登记|补个?(?:登记|记录)/.test(text)
