import type { JsonObject } from './json.js'
import type { PlatformSettings, ResolvedOptions } from './options.js'

/** Codes of `/callback/ws/endpoint` and of refused handshakes (vendor's Go client, ws/const.go). */
export const endpointCodes = { forbidden: 403, authFailed: 514, internal: 1000040343, tooMany: 1000040350 } as const

/** https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case */
export const maxConnections = 50

const messages: Readonly<Record<number, string>> = {
  1: 'system busy',
  [endpointCodes.forbidden]: 'forbidden',
  [endpointCodes.authFailed]: 'app_id or app_secret is wrong',
  [endpointCodes.internal]: 'internal error',
  [endpointCodes.tooMany]: 'the number of connections exceeded the limit',
}

/** 0, or why this app gets no address. */
export function endpointCode(
  { AppID, AppSecret }: JsonObject,
  { appId, appSecret }: ResolvedOptions,
  { appDisabled }: PlatformSettings,
  connections: number,
): number {
  if (AppID !== appId || AppSecret !== appSecret) return endpointCodes.authFailed
  if (appDisabled) return endpointCodes.forbidden
  return connections >= maxConnections ? endpointCodes.tooMany : 0
}

export const endpointMessage = (code: number): string => messages[code] ?? 'refused'

/** How a refused handshake says why: in headers (ws/client.go of the vendor's Go client reads them). */
export function handshakeHeaders(status: number, authErrorCode?: number): Record<string, string> {
  return {
    'Handshake-Status': String(status),
    'Handshake-Msg': endpointMessage(authErrorCode ?? status),
    ...(authErrorCode === undefined ? {} : { 'Handshake-Autherrcode': String(authErrorCode) }),
  }
}
