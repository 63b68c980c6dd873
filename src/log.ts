import pino from 'pino'
import type { Logger } from './core/logger.js'

/** JSON lines on stdout. Fields are ids, codes and counts; there is no way to hand it an error or a text of a person. */
export function createLogger(level: string): Logger {
  const log = pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime })
  return {
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
  }
}
