import { noticeReply, type Reply } from '../src/core/reply.js'

/** A tap whose action is of an unknown shape: an old or a foreign card. */
export const handleExpiredAction = (): Reply => noticeReply('warning', '这张卡片已过期，请直接发一句话给我')

/** A tap by somebody who isn't in the branch the card belongs to. */
export const handleForeignAction = (): Reply => noticeReply('warning', '你不在这个支部的名册里，不能操作这张卡片')
