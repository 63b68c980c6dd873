/** The only way to log. Fields are ids, codes and counts: never text of a message, a name or a secret. */
export interface Logger {
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} }
