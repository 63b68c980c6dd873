import { asString, isObject, type JsonObject } from '../../feishu/json.js'
import { type Card, checkParams, checkPrivateData, updateOptions } from '../cards.js'
import type { PlatformContext } from '../context.js'
import { ApiError } from '../errors.js'
import { newId } from '../ids.js'
import { stringsIn } from '../outgoing.js'
import { openPrivateChat, postMessage } from '../post.js'
import type { Chat } from '../world.js'
import type { Route } from './route.js'

const scope = 'Card.Instance.Write'

/** https://open.dingtalk.com/document/development/create-and-deliver-cards and its neighbours, named at each route. */
export const cardRoutes: readonly Route[] = [
  {
    name: 'card.createAndDeliver',
    method: 'POST',
    path: '/v1.0/card/instances/createAndDeliver',
    scope,
    handle({ body }, context) {
      const spaces = parseSpaces(body.openSpaceId)
      checkDeliverModels(spaces, body)
      const card = create(body, context)
      checkSpaceModels(spaces, card)
      context.cards.instances.set(card.outTrackId, card)
      const deliverResults = spaces.map((space) => deliver(card, space, body, context))
      return { body: { success: true, result: { outTrackId: card.outTrackId, deliverResults } } }
    },
  },
  {
    name: 'card.create',
    method: 'POST',
    path: '/v1.0/card/instances',
    scope,
    handle({ body }, context) {
      const card = create(body, context)
      context.cards.instances.set(card.outTrackId, card)
      return { body: { success: true, result: card.outTrackId } }
    },
  },
  {
    name: 'card.deliver',
    method: 'POST',
    path: '/v1.0/card/instances/deliver',
    scope,
    handle({ body }, context) {
      const card = context.cards.get(body.outTrackId)
      const spaces = parseSpaces(body.openSpaceId)
      checkSpaceModels(spaces, card)
      checkDeliverModels(spaces, body)
      return { body: { success: true, result: spaces.map((space) => deliver(card, space, body, context)) } }
    },
  },
  {
    // https://open.dingtalk.com/document/development/interactive-card-update-interface
    name: 'card.update',
    method: 'PUT',
    path: '/v1.0/card/instances',
    scope,
    handle({ body }, context) {
      const { cards, settings } = context
      const card = cards.get(body.outTrackId)
      const params = checkParams(body.cardData, settings.cardValueBytes)
      const privateParams = checkPrivateData(body.privateData, settings.cardValueBytes)
      cards.change(card, { params, privateParams, ...updateOptions(body.cardUpdateOptions) }, 'api', context)
      return { body: { success: true, result: true } }
    },
  },
  {
    name: 'card.streaming',
    method: 'PUT',
    path: '/v1.0/card/streaming',
    scope: 'Card.Streaming.Write',
    handle({ body }, context) {
      const card = context.cards.get(body.outTrackId)
      const { key, content, guid } = body
      if (typeof key !== 'string' || typeof content !== 'string' || !guid) throw new ApiError('param.invalid')
      const text = body.isFull === false ? `${card.params[key] ?? ''}${content}` : content
      const change = { params: { [key]: text }, privateParams: new Map(), byKey: true, privateByKey: true }
      context.cards.change(card, change, 'api', context)
      return { body: { success: true, result: true } }
    },
  },
  {
    // https://open.dingtalk.com/document/development/register-card-callback-address
    name: 'card.register',
    method: 'POST',
    path: '/v1.0/card/callbacks/register',
    scope,
    handle({ body }, { cards }) {
      const key = asString(body.callbackRouteKey)
      const callbackUrl = asString(body.callbackUrl)
      if (!key || !callbackUrl || !URL.canParse(callbackUrl)) throw new ApiError('param.invalid')
      if (cards.routes.has(key) && body.forceUpdate !== true) throw new ApiError('param.callbackRouteKeyExist')
      const apiSecret = asString(body.apiSecret)
      cards.routes.set(key, { callbackUrl, apiSecret })
      return { body: { success: true, result: { callbackUrl, ...(apiSecret ? { apiSecret } : {}) } } }
    },
  },
]

interface Space {
  readonly type: 'IM_ROBOT' | 'IM_GROUP'
  readonly id: string
}

const spaceModels = { IM_ROBOT: 'imRobotOpenSpaceModel', IM_GROUP: 'imGroupOpenSpaceModel' } as const
const deliverModels = { IM_ROBOT: 'imRobotOpenDeliverModel', IM_GROUP: 'imGroupOpenDeliverModel' } as const

/** `dtv1.card//IM_ROBOT.userId;IM_GROUP.openConversationId`; other kinds of spaces aren't simulated. */
function parseSpaces(openSpaceId: unknown): Space[] {
  const list = /^dtv1\.card\/\/(.+)$/.exec(asString(openSpaceId) ?? '')?.[1]
  if (!list) throw new ApiError('param.invalid', 'openSpaceId')
  return list.split(';').map((space) => {
    const dot = space.indexOf('.')
    const type = space.slice(0, dot).toUpperCase()
    const id = space.slice(dot + 1)
    if ((type !== 'IM_ROBOT' && type !== 'IM_GROUP') || !id)
      throw new ApiError('param.invalid', `openSpaceId: ${space}`)
    return { type, id }
  })
}

/** The card instance a body describes, not yet remembered. */
function create(body: JsonObject, { cards, settings }: PlatformContext): Card {
  const templateId = asString(body.cardTemplateId)
  const outTrackId = asString(body.outTrackId)
  if (!templateId || !outTrackId) throw new ApiError('param.invalid', 'cardTemplateId or outTrackId is missing')
  const template = settings.templates.get(templateId)
  if (!template) throw new ApiError('param.templateNotExist')
  if (!template.published) throw new ApiError('param.templateUnpublished')
  const params = checkParams(body.cardData, settings.cardValueBytes)
  if (!params) throw new ApiError('param.invalid', 'cardData is missing')
  const { callbackType } = body
  if (callbackType !== undefined && callbackType !== 'STREAM' && callbackType !== 'HTTP') {
    throw new ApiError('param.invalid', 'callbackType')
  }
  if (callbackType === 'HTTP' && !asString(body.callbackRouteKey))
    throw new ApiError('param.invalid', 'callbackRouteKey')
  if (cards.instances.has(outTrackId)) throw new ApiError('param.cardAlreadyExist')
  return {
    outTrackId,
    templateId,
    callbackType,
    routeKey: asString(body.callbackRouteKey),
    spaces: new Set(Object.entries(spaceModels).flatMap(([type, model]) => (isObject(body[model]) ? [type] : []))),
    params,
    privateParams: new Map(checkPrivateData(body.privateData, settings.cardValueBytes)),
    updates: [],
    openTaps: 0,
  }
}

function checkSpaceModels(spaces: readonly Space[], card: Card): void {
  const lacking = spaces.find(({ type }) => !card.spaces.has(type))
  if (lacking) throw new ApiError('param.invalid', `${spaceModels[lacking.type]} is missing`)
}

function checkDeliverModels(spaces: readonly Space[], body: JsonObject): void {
  for (const { type } of spaces) {
    const model = body[deliverModels[type]]
    const complete =
      isObject(model) && (type === 'IM_ROBOT' ? model.spaceType === 'IM_ROBOT' : asString(model.robotCode))
    if (!complete) throw new ApiError('param.invalid', `${deliverModels[type]} is missing or incomplete`)
  }
}

/** A failure is inside the answer, which has HTTP 200. */
function deliver(card: Card, space: Space, body: JsonObject, context: PlatformContext): JsonObject {
  const model = body[deliverModels[space.type]] as JsonObject
  const result = { spaceType: space.type, spaceId: space.id }
  const found = settle(space, model, context)
  if (typeof found === 'string') return { ...result, success: false, carrierId: '', errorMsg: found }
  const recipients = space.type === 'IM_GROUP' ? stringsIn(model.recipients) : []
  const atUserIds = isObject(model.atUserIds) ? Object.entries(model.atUserIds) : []
  postMessage(
    found,
    {
      msgType: 'interactiveCard',
      content: body,
      shown: { kind: 'card', outTrackId: card.outTrackId },
      via: 'card',
      mentions: atUserIds.map(([id, name]) => ({ id, name: asString(name) ?? id })),
      ...(recipients.length > 0 ? { visibleTo: new Set(recipients) } : {}),
    },
    context,
  )
  return { ...result, success: true, carrierId: newId.carrier(), errorMsg: '' }
}

/** The chat of a space, or why the card can't go there. */
function settle(space: Space, model: JsonObject, context: PlatformContext): Chat | string {
  const { options, settings, world } = context
  if (!settings.cardDeliveries) return 'SYSTEM_ERROR'
  if (model.robotCode !== undefined && model.robotCode !== options.robotCode) return 'robotCode is illegal'
  if (space.type === 'IM_ROBOT') {
    const person = world.people.get(space.id)
    return person?.available && !person.external ? openPrivateChat(person, context) : 'spaceId is illegal'
  }
  const chat = world.chats.get(space.id)
  return chat?.kind === 'group' && chat.botIn && !chat.disbanded ? chat : 'spaceId is illegal'
}
