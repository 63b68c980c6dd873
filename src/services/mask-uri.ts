/**
 * `uri` with the password replaced by `***`, for logs and messages. Works on the text and not by `URL`, because a
 * MongoDB URI may name several hosts, which `URL` refuses, and a damaged URI must not leak either.
 */
export function maskUri(uri: string): string {
  // Up to the last @ before the path: an unescaped @ inside a password still belongs to it.
  return uri.replace(/^([a-z][a-z0-9+.-]*:\/\/[^:/@]*):.*@/i, '$1:***@')
}

/** `text` without the password of `uri`: drivers sometimes quote the address they were given. */
export function withoutPassword(text: string, uri: string): string {
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^:/@]*:(.*)@/i.exec(uri)?.[1]
  if (!password) return text
  let decoded = password
  try {
    decoded = decodeURIComponent(password)
  } catch {
    // Not percent-encoded after all: the raw form is the only one there is.
  }
  return text.replaceAll(password, '***').replaceAll(decoded, '***')
}
