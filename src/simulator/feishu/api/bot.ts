import type { Route } from './route.js'

/** The bot stands beside `code`, not inside `data`: https://open.feishu.cn/document/client-docs/bot-v3/obtain-bot-info */
export const botRoutes: readonly Route[] = [
  {
    name: 'bot.info',
    method: 'GET',
    path: '/open-apis/bot/v3/info',
    handle: (_request, { options }) => ({
      msg: 'ok',
      top: {
        bot: {
          activate_status: 2,
          app_name: options.botName,
          avatar_url: '',
          ip_white_list: [],
          open_id: options.botOpenId,
        },
      },
    }),
  },
]
