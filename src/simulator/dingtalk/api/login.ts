import { asString } from '../../feishu/json.js'
import { ApiError } from '../errors.js'
import { opaqueId } from '../ids.js'
import type { Route } from './route.js'

const expireIn = 7200

/** Signing in outside the client: a code becomes a user token, which names a person without a userId. */
export const loginRoutes: readonly Route[] = [
  {
    // https://open.dingtalk.com/document/development/obtain-user-token
    name: 'oauth2.userAccessToken',
    method: 'POST',
    path: '/v1.0/oauth2/userAccessToken',
    auth: 'none',
    handle({ body }, { logins, options }) {
      if (body.clientId !== options.clientId || body.clientSecret !== options.clientSecret) {
        throw new ApiError('invalidClientIdOrSecret', '无效的clientId或者clientSecret')
      }
      const personId = body.grantType === 'authorization_code' ? logins.takeCode(asString(body.code) ?? '') : undefined
      if (personId === undefined) throw new ApiError('invalidParameter.authCode.notFound', '不合法的临时授权码')
      const accessToken = logins.newUserToken(personId)
      return { body: { accessToken, refreshToken: '', expireIn, corpId: options.corpId } }
    },
  },
  {
    // https://open.dingtalk.com/document/development/dingtalk-retrieve-user-information
    name: 'users.me',
    method: 'GET',
    path: '/v1.0/contact/users/me',
    auth: 'none',
    handle({ token }, { logins, settings, world }) {
      const personId = logins.personOf(token)
      if (personId === undefined) throw new ApiError('InvalidAuthentication', '不合法的access_token')
      const scope = 'Contact.User.Read'
      if (settings.deniedScopes.has(scope)) {
        throw new ApiError('Forbidden.AccessDenied.AccessTokenPermissionDenied', '没有调用该接口的权限', 403, [scope])
      }
      const { name, unionId, id } = world.getPerson(personId)
      return { body: { nick: name, avatarUrl: '', openId: opaqueId(id), unionId } }
    },
  },
]
