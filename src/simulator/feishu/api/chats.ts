import type { PlatformContext } from '../context.js'
import { ApiError } from '../errors.js'
import type { Chat } from '../world.js'
import type { Route } from './route.js'

/** https://open.feishu.cn/document/server-docs/group/chat/get-2 and …/group/chat-member/get */
function visibleChat(chatId: string | undefined, { world }: PlatformContext): Chat {
  const chat = world.chats.get(chatId ?? '')
  if (!chat) throw new ApiError(232006, 'Your request specifies a chat_id which is invalid.')
  if (chat.disbanded) throw new ApiError(232009, 'Your request specifies a chat which has already been dissolved.')
  if (!chat.botIn) throw new ApiError(232011, 'Operator can NOT be out of the chat.')
  return chat
}

export const chatRoutes: readonly Route[] = [
  {
    name: 'chat.get',
    method: 'GET',
    path: '/open-apis/im/v1/chats/:chat_id',
    handle({ params }, context) {
      const chat = visibleChat(params.chat_id, context)
      return {
        data: {
          avatar: '',
          name: chat.kind === 'group' ? chat.name : '',
          description: '',
          owner_id: chat.ownerId ?? '',
          owner_id_type: 'open_id',
          chat_mode: chat.kind,
          chat_type: 'private',
          chat_status: 'normal',
          external: false,
          tenant_key: context.options.tenantKey,
          user_count: String(chat.members.size),
          bot_count: '1',
        },
      }
    },
  },
  {
    name: 'chat.members',
    method: 'GET',
    path: '/open-apis/im/v1/chats/:chat_id/members',
    handle({ params, query }, context) {
      const chat = visibleChat(params.chat_id, context)
      const size = Math.min(Math.max(Number(query.get('page_size') ?? 20) || 20, 1), 100)
      const from = Number(query.get('page_token') || 0)
      // Bots are members too, but this list never names them.
      const members = [...chat.members]
      const page = members.slice(from, from + size)
      const hasMore = from + size < members.length
      return {
        data: {
          items: page.map((openId) => ({
            member_id_type: 'open_id',
            member_id: openId,
            name: context.world.getPerson(openId).name,
            tenant_key: context.options.tenantKey,
          })),
          page_token: hasMore ? String(from + size) : '',
          has_more: hasMore,
          member_total: members.length,
        },
      }
    },
  },
]
