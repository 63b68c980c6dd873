/**
 * State secrets and the movements of leaders are not for a chat (moments.md §1, last line). Judged by the words that
 * mark such text, not by studying about it: 学习保密法 is an ordinary training.
 */
const SECRET =
  /(?:绝密|机密|秘密)(?:级|文件|★|☆)|内部文件[,，]?(?:不得|严禁|请勿)外传|涉密(?:文件|内容|会议|材料|资料|信息|活动|载体)(?!(?:的)?(?:管理|保护|保密|培训|人员))|(?:首长|省长|省委书记|市委书记|总理|总书记|主席|部长|副省长|省领导|中央领导|国家领导人|外宾)(?:[^。;；\n]{0,20})(?:行程|抵达|下榻|入住|车队|路线|警卫|房间号|航班|专机|车次|专列)|(?:行程|警卫|安保)(?:方案|路线|部署)[^。;；\n]{0,12}(?:首长|领导|省长|书记|总理)/
const STUDIED = /(?:学习|培训|讲座|教育|宣讲|警示|传达学习)[^。;；\n]{0,10}(?:保密|涉密|保守国家秘密)/

export const isSecret = (text: string): boolean => SECRET.test(text) && !STUDIED.test(text)
