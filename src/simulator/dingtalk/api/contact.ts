import { asString, type JsonObject } from '../../feishu/json.js'
import type { PlatformContext } from '../context.js'
import { ApiError, missing } from '../errors.js'
import type { Person } from '../world.js'
import { type ApiAnswer, ok, type Route } from './route.js'

/** Who is who. Calls of the old API here are outside the month's budget, the search is not. */
export const contactRoutes: readonly Route[] = [
  {
    // https://open.dingtalk.com/document/development/query-users-by-phone-number
    name: 'user.getbymobile',
    method: 'POST',
    path: '/topapi/v2/user/getbymobile',
    free: true,
    scope: 'qyapi_get_member_by_mobile',
    handle({ body }, context) {
      const mobile = asString(body.mobile) ?? ''
      if (!/^\+?[\d-]{5,20}$/.test(mobile)) throw new ApiError(40104, '无效的手机号码')
      const person = visible(context).find((one) => one.mobile === mobile)
      if (!person) throw new ApiError(60121, '找不到该用户')
      return asPrinted(ok({ result: { userid: person.id } }), context)
    },
  },
  {
    // https://open.dingtalk.com/document/development/query-user-details
    name: 'user.get',
    method: 'POST',
    path: '/topapi/v2/user/get',
    free: true,
    scope: 'qyapi_get_member',
    handle({ body }, context) {
      const person = visible(context).find(({ id }) => id === body.userid)
      if (!person) throw new ApiError(33012, '无效的USERID')
      const result = {
        userid: person.id,
        unionid: person.unionId,
        name: person.name,
        title: person.title,
        dept_id_list: [1],
        active: true,
        admin: person.admin,
        boss: false,
        senior: false,
        real_authed: true,
        hide_mobile: false,
        exclusive_account: false,
      }
      return asPrinted(ok({ result }), context)
    },
  },
  {
    // https://open.dingtalk.com/document/development/obtain-the-userid-of-a-user-by-using-the-log-free
    name: 'user.getuserinfo',
    method: 'POST',
    path: '/topapi/v2/user/getuserinfo',
    free: true,
    scope: 'qyapi_base',
    handle({ body }, { logins, world }) {
      const personId = logins.takeCode(asString(body.code) ?? '')
      if (personId === undefined) throw new ApiError(40078, '不存在的临时授权码')
      const person = world.getPerson(personId)
      return ok({
        result: {
          userid: person.id,
          unionid: person.unionId,
          associated_unionid: '',
          name: person.name,
          sys: person.admin,
          sys_level: person.admin ? 1 : 0,
          device_id: '',
        },
      })
    },
  },
  {
    // https://open.dingtalk.com/document/development/address-book-search-user-id
    name: 'users.search',
    method: 'POST',
    path: '/v1.0/contact/users/search',
    scope: 'qyapi_addresslist_search',
    handle({ body }, context) {
      const queryWord = asString(body.queryWord)
      if (!queryWord) throw missing('queryWord')
      const { offset, size, fullMatchField } = body
      if (typeof offset !== 'number' || typeof size !== 'number') throw missing('offset')
      const found = visible(context).filter(({ name }) =>
        fullMatchField === 1 ? name === queryWord : name.includes(queryWord),
      )
      const list = found.slice(offset, offset + size).map(({ id }) => id)
      return { body: { hasMore: offset + size < found.length, totalCount: found.length, list } }
    },
  },
]

const visible = ({ world }: PlatformContext): Person[] =>
  [...world.people.values()].filter(({ inContactRange, external }) => inContactRange && !external)

/** The samples print numbers, booleans and lists as strings. */
function asPrinted(answer: ApiAnswer, { settings }: PlatformContext): ApiAnswer {
  if (!settings.numbersAsStrings || !answer.body) return answer
  const result = answer.body.result as JsonObject
  const printed = Object.entries(result).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return { body: { ...answer.body, errcode: '0', result: Object.fromEntries(printed) } }
}
