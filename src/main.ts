import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { type App, startApp } from './app.js'
import { type Config, ConfigError, readConfig } from './config.js'
import type { Logger } from './core/logger.js'
import { createLogger } from './log.js'
import { loadSecrets } from './secrets.js'
import { ServiceError, type Services, startServices } from './services/services.js'

/** Running work gets so long to end on SIGTERM; what is cut off then is taken over by its lease or lock. */
const STOP_WITHIN_MS = 20_000

/** The process: environment → services → app, until SIGTERM or SIGINT. A problem of the operator's ends in one clear text and code 1. */
async function main(): Promise<void> {
  if (existsSync('.env')) loadEnvFile('.env')
  const config = readConfig(process.env)
  const logger = createLogger(config.logLevel)
  endOnFault(logger)
  const services = await startServices({
    mongoUri: config.mongoUri,
    redisUrl: config.redisUrl,
    dataDir: config.dataDir,
    allowEmbedded: config.role === 'all',
    logger,
    onProgress: (line) => logger.info({}, line),
  })
  for (const warning of services.warnings) logger.warn({}, warning)
  // Before the app starts: a signal that comes while it does is carried out too, once there is something to stop.
  const asked = untilAskedToStop()
  const app = await start(config, services, logger)
  await asked
  await app
    .stop()
    .then(() => services.stop())
    .then(
      () => process.exit(0),
      () => process.exit(1),
    )
}

/** Resolves at the first SIGTERM or SIGINT. From then on the process has `STOP_WITHIN_MS`. */
function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
      resolve()
    }
    process.on('SIGTERM', stop).on('SIGINT', stop)
  })
}

/**
 * A fault nobody caught leaves the process in an unknown state: it ends, and what it held is taken over. Node's own
 * report would print the error's message, which may quote what a person wrote.
 */
function endOnFault(logger: Logger): void {
  const end = (fault: unknown): void => {
    const error = fault instanceof Error ? fault : undefined
    const at = error?.stack?.split('\n').find((line) => line.trim().startsWith('at '))
    logger.error({ error: error?.name ?? 'unknown', at: at?.trim() }, 'a fault nobody caught; the process ends')
    process.exit(1)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
}

async function start(config: Config, services: Services, logger: Logger): Promise<App> {
  try {
    const { mongoUri, redisUrl } = services
    return await startApp(config, { mongoUri, redisUrl, secrets: loadSecrets(config) }, logger)
  } catch (error) {
    await services.stop()
    throw error
  }
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof ServiceError
  const text = error instanceof Error ? error.message : 'unknown failure'
  process.stderr.write(known ? `${text}\n` : `could not start: ${text}\n`)
  process.exit(1)
})
