/**
 * A refusal of the open platform. The codes' meanings:
 * https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(
    readonly code: number,
    message: string,
    readonly status = 400,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }
}

/** 230099: the card was refused; what was wrong stands only in the text (`ErrCode: n`), as on the platform. */
export function cardRefused(errCode: number, path: string, reason: string): ApiError {
  return new ApiError(
    230099,
    `Failed to create card content, ext=ErrCode: ${errCode}; ErrPath: ${path}; ErrMsg: ${reason}; `,
  )
}
