import type { PlatformContext } from '../context.js'
import { ApiError } from '../errors.js'
import { asString, type JsonObject } from '../json.js'
import type { Person } from '../world.js'
import type { Route } from './route.js'

type IdType = 'open_id' | 'union_id' | 'user_id'

/** The person with this id, in whichever of the three id spaces the call names. */
export function findPerson(id: string, idType: string, { world }: PlatformContext): Person | undefined {
  const key = ({ open_id: 'openId', union_id: 'unionId', user_id: 'userId' } as const)[idType as IdType]
  if (!key) throw new ApiError(99992402, `field validation failed: unknown id type ${idType}`)
  for (const person of world.people.values()) if (person[key] === id) return person
  return undefined
}

/** Without the field scope the call succeeds and the name is simply missing. */
function toUser(person: Person, { settings }: PlatformContext): JsonObject {
  return {
    union_id: person.unionId,
    ...(settings.employeeIds ? { user_id: person.userId } : {}),
    open_id: person.openId,
    ...(settings.contactNames ? { name: person.name, en_name: '' } : {}),
    status: {
      is_frozen: false,
      is_resigned: person.resigned,
      is_activated: true,
      is_exited: false,
      is_unjoin: false,
    },
  }
}

function rangedUser(id: string, idType: string, context: PlatformContext): JsonObject {
  const person = findPerson(id, idType, context)
  if (!person) throw new ApiError(41012, 'user id invalid error')
  if (!person.inContactRange) throw new ApiError(41050, 'no user authority error')
  return toUser(person, context)
}

/** https://open.feishu.cn/document/server-docs/contact-v3/user/get and …/contact-v3/user/batch */
export const contactRoutes: readonly Route[] = [
  {
    name: 'contact.batch',
    method: 'GET',
    path: '/open-apis/contact/v3/users/batch',
    free: true,
    handle({ query }, context) {
      const ids = query.getAll('user_ids')
      if (ids.length === 0 || ids.length > 50) throw new ApiError(99992402, 'field validation failed: user_ids')
      const idType = query.get('user_id_type') ?? 'open_id'
      const people = ids.map((id) => findPerson(id, idType, context))
      const items = people.flatMap((person) => (person?.inContactRange ? [toUser(person, context)] : []))
      return { data: { items } }
    },
  },
  {
    name: 'contact.basicBatch',
    method: 'POST',
    path: '/open-apis/contact/v3/users/basic_batch',
    free: true,
    perSecond: 5,
    handle({ body, query }, context) {
      const ids = Array.isArray(body.user_ids) ? body.user_ids : []
      if (ids.length === 0 || ids.length > 10) throw new ApiError(99992402, 'field validation failed: user_ids')
      const idType = query.get('user_id_type') ?? 'open_id'
      const users = ids.flatMap((id) => {
        const person = findPerson(asString(id) ?? '', idType, context)
        // Names only: this call ignores the contact data range.
        return person ? [{ user_id: id, name: person.name, i18n_name: { zh_cn: person.name } }] : []
      })
      return { data: { users } }
    },
  },
  {
    name: 'contact.get',
    method: 'GET',
    path: '/open-apis/contact/v3/users/:user_id',
    free: true,
    handle: ({ params, query }, context) => ({
      data: { user: rangedUser(params.user_id ?? '', query.get('user_id_type') ?? 'open_id', context) },
    }),
  },
]
