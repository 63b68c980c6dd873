import type { PlatformContext } from '../context.js'
import { ApiError } from '../errors.js'
import { ok, type Route } from './route.js'

/** The three ways to the one token. */
export const authRoutes: readonly Route[] = [
  {
    // https://open.dingtalk.com/document/development/obtain-the-access-token-of-an-internal-app
    name: 'oauth2.accessToken',
    method: 'POST',
    path: '/v1.0/oauth2/accessToken',
    auth: 'none',
    handle({ body }, context) {
      const accessToken = issue(body.appKey, body.appSecret, context)
      return { body: { accessToken, expireIn: context.settings.tokenSeconds } }
    },
  },
  {
    // https://open.dingtalk.com/document/development/api-gettoken
    name: 'oauth2.token',
    method: 'POST',
    path: '/v1.0/oauth2/:corpId/token',
    auth: 'none',
    handle({ body, params }, context) {
      const corp = decodeURIComponent(params.corpId ?? '') === context.options.corpId
      if (!corp || body.grant_type !== 'client_credentials')
        throw new ApiError('invalidParameter', 'corpId or grant_type')
      const token = issue(body.client_id, body.client_secret, context)
      return { body: { access_token: token, expires_in: context.settings.tokenSeconds } }
    },
  },
  {
    // https://open.dingtalk.com/document/development/obtain-orgapp-token
    name: 'gettoken',
    method: 'GET',
    path: '/gettoken',
    auth: 'none',
    handle({ query }, context) {
      const { options, settings, tokens } = context
      const known = query.get('appkey') === options.clientId && query.get('appsecret') === options.clientSecret
      if (!known) throw new ApiError(40089, '不合法的corpid或corpsecret')
      return ok({ access_token: tokens.issue(settings.tokenSeconds), expires_in: settings.tokenSeconds })
    },
  },
]

function issue(id: unknown, secret: unknown, { options, settings, tokens }: PlatformContext): string {
  if (id !== options.clientId || secret !== options.clientSecret) {
    throw new ApiError('invalidClientIdOrSecret', '无效的clientId或者clientSecret')
  }
  return tokens.issue(settings.tokenSeconds)
}
