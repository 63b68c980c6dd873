import { createHmac } from 'node:crypto'

/** `sign` of a robot callback; the body is not covered. https://open.dingtalk.com/document/development/robot-message-type */
export const signRobot = (timestamp: string, clientSecret: string): string =>
  createHmac('sha256', clientSecret).update(`${timestamp}\n${clientSecret}`).digest('base64')

/** `x-ddpaas-signature` of a card callback. https://open.dingtalk.com/document/development/event-callback-card */
export const signCard = (timestamp: string, apiSecret: string): string =>
  createHmac('sha256', apiSecret).update(timestamp).digest('base64')
