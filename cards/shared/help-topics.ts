/** One kind of doing, as 「帮助 党费」 explains it. */
export interface HelpTopic {
  /** What it is called, and what else a person may type for it. */
  readonly words: readonly [string, ...string[]]
  /** Sentences that work as they stand; each follows what it is for. */
  readonly examples: readonly (readonly [label: string, sentence: string])[]
  readonly notes?: readonly string[]
  /** Said to the bot in private only (moments.md §1). */
  readonly inPrivate?: boolean
}

/** Every kind of record and what is done with records, each with sentences that a test sends as they stand. */
export const HELP_TOPICS: readonly HelpTopic[] = [
  {
    words: ['培训', '学习', '自学', '党课', '微党课', '讲座', '观影'],
    examples: [
      ['集中学习', '昨天下午集中学习2小时 二十届四中全会精神 全员参加'],
      ['微党课', '3月4日微党课《青年党员的初心》20分钟 全员参加'],
      ['自学', '自学打卡 《论中国共产党历史》第三章 45分钟'],
    ],
    notes: ['说清日期、主题、时长、谁参加；没说的我按常理填，回执上标「默认」。'],
  },
  {
    words: ['会议', '党员大会', '支委会', '组织生活会'],
    examples: [['党员大会', '3月2日召开党员大会，应到7人，实到7人，议题：一季度工作']],
    notes: ['可带主持人、记录人、请假的人和原因、表决票数、决议。'],
  },
  {
    words: ['主题党日', '党日'],
    examples: [['主题党日', '3月5日主题党日，参观革命纪念馆，半天']],
    notes: ['看影片、外出参观的，会同时计入相应形式和学时。'],
  },
  {
    words: ['谈话', '谈心', '谈心谈话', '廉政谈话'],
    inPrivate: true,
    examples: [
      ['谈心谈话', '昨天和张三谈心谈话30分钟'],
      ['看内容', '查看谈话内容 2026-谈-003'],
    ],
    notes: ['内容可写可不写，加密保存，仅谈话双方可见。'],
  },
  {
    words: ['活动', '小家', '慰问', '交流互访', '外出保障'],
    examples: [
      ['小家活动', '3月8日工会小家活动，插花，全员参加'],
      ['走访慰问', '3月6日走访慰问退休党员'],
    ],
  },
  { words: ['志愿', '志愿服务'], examples: [['志愿服务', '昨天我参加志愿服务2小时，茶水服务台']] },
  {
    words: ['捐款', '捐赠'],
    examples: [['捐款', '3月5日慈善一日捐，7人捐款，共350元']],
    notes: ['群里只显示人数和合计；各人金额请私聊我。'],
  },
  { words: ['荣誉', '获奖'], examples: [['荣誉', '3月10日支部在省级机关演讲比赛中获三等奖']] },
  {
    words: ['质量单', '处罚单', '整改单', '奖励单', '五单'],
    examples: [['质量单', '昨天开了2张提醒整改单，会务部']],
    notes: ['整改好了点回执上的「已整改」，或发：已整改 2026-单-003'],
  },
  {
    words: ['项目', '标准化'],
    examples: [['项目活动', '昨天召开标准化推进会，全员参加']],
  },
  {
    words: ['问题', '问题清单'],
    examples: [['问题清单', '问题清单：支部自查，问题：学习记录不全，措施：补齐记录，3月31日前完成']],
    notes: ['解决了点回执上的「销号」，或发：销号 2026-问-003'],
  },
  {
    words: ['党费'],
    inPrivate: true,
    examples: [['党费', '3月党费我交了52.4元']],
    notes: ['自己报的，由管党费的同志确认；管党费的同志可以一句记多人。'],
  },
  { words: ['抽查', '测试'], examples: [['抽查测试', '昨天抽查会务部，合格，95分']] },
  {
    words: ['指标', '数量'],
    examples: [
      ['指标', '2月开具服务质量处罚单3张，提醒整改单5张'],
      ['年度事项', '党费已公示'],
    ],
    notes: ['一年一次的事也这样记：党费基数已核定；党费已公示；2025年工作手册已上报。'],
  },
  {
    words: ['承诺', '党员风采', '书记项目'],
    inPrivate: true,
    examples: [['承诺', '2026年我的党员风采：每月参加一次志愿服务']],
  },
  {
    words: ['分析', '思想状况'],
    inPrivate: true,
    examples: [['思想状况分析', '一季度思想状况分析：总体稳定']],
    notes: ['由书记来记，内容加密保存，仅书记可见。'],
  },
  {
    words: ['计划', '安排'],
    examples: [['计划', '下周四下午2点主题党日，题目定为清明祭英烈']],
    notes: [
      '加一句“提醒我”或“提醒大家”，前一个工作日下午私聊提醒；主讲人和谈话双方不用说也会提醒。',
      '办完照常记一笔，计划自动标为已办。没办成：发“改期 编号 日期”或“取消计划 编号”。',
    ],
  },
  {
    words: ['更正', '修改'],
    examples: [['更正', '刚才那条改成3小时']],
    notes: ['长按回执回复「更正 3小时」，改的就是那一条。改消息不会改台账。'],
  },
  {
    words: ['查询', '统计'],
    examples: [
      ['学时', '我今年学了多少学时'],
      ['次数', '今年集中学习、专题讲座、主题影片各几次'],
      ['缺什么', '这个月还缺哪些没记'],
      ['待办', '还有哪些待办'],
      ['按编号', '查 2026-学-014'],
      ['党费', '我3月党费交了吗'],
      ['算党费', '月收入6000元党费多少'],
    ],
    notes: ['个人的学时、党费、谈话在群里问也只私聊答你；谁还没学、没谈、没交，只告诉书记和负责的同志。'],
  },
  {
    words: ['撤销'],
    examples: [
      ['撤销', '撤销'],
      ['按编号', '撤销 2026-学-014'],
    ],
    notes: ['撤销的仍留在台账里，标为已撤销。'],
  },
]

/** The topic that a word names. */
export const helpTopicOf = (word: string): HelpTopic | undefined =>
  HELP_TOPICS.find(({ words }) => words.includes(word))
