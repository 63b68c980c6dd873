/** One field of a multipart/form-data body. */
export interface FormPart {
  readonly bytes: Buffer
  readonly filename?: string
}

/** The fields of a multipart/form-data body by name (RFC 7578), or undefined when it is none. */
export function parseMultipart(body: Buffer, contentType: string): ReadonlyMap<string, FormPart> | undefined {
  const found = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType)
  const boundary = found?.[1] ?? found?.[2]?.trim()
  if (!boundary) return undefined
  const parts = new Map<string, FormPart>()
  const delimiter = Buffer.from(`--${boundary}`)
  let start = body.indexOf(delimiter)
  while (start >= 0) {
    const from = start + delimiter.length
    const next = body.indexOf(delimiter, from)
    if (next < 0) break
    // Between two delimiters: CRLF, head lines, an empty line, the bytes, CRLF.
    const section = body.subarray(from + 2, next - 2)
    const headEnd = section.indexOf('\r\n\r\n')
    const head = section.subarray(0, headEnd).toString('utf8')
    const name = /[;\s]name="([^"]*)"/i.exec(head)?.[1]
    const filename = /filename="([^"]*)"/i.exec(head)?.[1]
    if (headEnd >= 0 && name !== undefined) {
      parts.set(name, { bytes: section.subarray(headEnd + 4), ...(filename === undefined ? {} : { filename }) })
    }
    start = next
  }
  return parts
}
