import { ApiError } from '../errors.js'
import type { Route } from './route.js'

/** https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal */
export const authRoutes: readonly Route[] = ['tenant_access_token', 'app_access_token'].map((kind) => ({
  name: `auth.${kind}`,
  method: 'POST',
  path: `/open-apis/auth/v3/${kind}/internal`,
  free: true,
  withoutToken: true,
  handle({ body }, { options, settings, tokens }) {
    if (body.app_id !== options.appId) throw new ApiError(10003, 'invalid param')
    if (body.app_secret !== options.appSecret) throw new ApiError(10015, 'app secret invalid')
    if (settings.appDisabled) throw new ApiError(10014, 'app is disabled or not installed')
    const { token, expire } = tokens.issue(settings.tokenSeconds)
    const app = kind === 'app_access_token' ? { app_access_token: token } : {}
    return { msg: 'ok', top: { ...app, tenant_access_token: token, expire } }
  },
}))
