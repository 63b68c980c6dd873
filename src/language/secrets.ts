/**
 * State secrets and the movements of leaders are not for a chat (moments.md §1, last line). Judged by the words that
 * mark such text, not by studying about it: 学习保密法 is an ordinary training.
 */
const SECRET =
  /(?:绝密|机密|秘密)(?:级|文件|★|☆)|内部文件[,，]?(?:不得|严禁|请勿)外传|涉密(?:文件|内容|会议|材料|资料|信息|活动|载体)(?!(?:的)?(?:管理|保护|保密|培训|人员))|(?:首长|省长|省委书记|市委书记|总理|总书记|主席|部长|副省长|省领导|中央领导|国家领导人|外宾)(?:[^。;；\n]{0,20})(?:行程|抵达|下榻|入住|车队|路线|警卫|房间号|航班|专机|车次|专列)|(?:行程|警卫|安保)(?:方案|路线|部署)[^。;；\n]{0,12}(?:首长|领导|省长|书记|总理)/
const STUDIED = /(?:学习|培训|讲座|教育|宣讲|警示|传达学习)[^。;；\n]{0,10}(?:保密|涉密|保守国家秘密)/

/** 领导明天来视察的行程: when and by which way any leader comes; 党的领导 and 群众路线 are no journey. */
const JOURNEY =
  /(?<!党的?|全面|集体|坚持|加强|改进|思想|政治|组织)(?:领导|首长|局长|厅长|市长)们?(?!干部|班子|小组|力|艺术|科学|机制|体制|核心|权|说|要求|指示|讲)[^。;；\n]{0,24}(?:来|到|视察|调研|莅临|抵达|考察|检查|出行|陪同)?[^。;；\n]{0,8}(?:行程(?!码|卡)(?:表|单|安排|路线)?|(?:来访|考察|视察|调研|参观|行进|行车|出行|进场|安保|接待)的?路线|车队|车牌号?|下榻|入住(?:哪|几|的|在)|航班|车次|房间号|警卫)/
/** Who is led where: a study told of, or a journey of our own (党课, 外出考察 with its 路线), is none. */
const TOLD = /(?:学习|培训|党课|传达|讲座|研讨|主题党日)[^。;；\n]{0,40}(?:小时|分钟|全员|学时|主讲)/

export const isSecret = (text: string): boolean =>
  (SECRET.test(text) && !STUDIED.test(text)) || (JOURNEY.test(text) && !STUDIED.test(text) && !TOLD.test(text))
