import protobuf from 'protobufjs'

/** What the long connection carries, as in the vendor's client (`pbbp2`, node-sdk 1.74.0 lib/index.js). */
const { root } = protobuf.parse(`
  syntax = "proto2";
  package pbbp2;
  message Header {
    required string key = 1;
    required string value = 2;
  }
  message Frame {
    required uint64 SeqID = 1;
    required uint64 LogID = 2;
    required int32 service = 3;
    required int32 method = 4;
    repeated Header headers = 5;
    optional string payloadEncoding = 6;
    optional string payloadType = 7;
    optional bytes payload = 8;
    optional string LogIDNew = 9;
  }
`)
// Without it, `required` is not enforced.
const frameType = root.resolveAll().lookupType('pbbp2.Frame')

export const controlMethod = 0
export const dataMethod = 1

/** One frame, up or down. */
export interface WsFrame {
  readonly SeqID: number
  readonly LogID: number
  readonly service: number
  readonly method: number
  readonly headers: Readonly<Record<string, string>>
  readonly payload?: Uint8Array
}

export function encodeFrame({ headers, ...frame }: WsFrame): Uint8Array {
  const pairs = Object.entries(headers).map(([key, value]) => ({ key, value }))
  return frameType.encode(frameType.create({ ...frame, headers: pairs })).finish()
}

/** The frame in these bytes; undefined when they are none (a required field is missing, rubbish). */
export function decodeFrame(bytes: Uint8Array): WsFrame | undefined {
  try {
    const plain = frameType.toObject(frameType.decode(bytes), { longs: Number, arrays: true })
    const { headers, ...frame } = plain as Omit<WsFrame, 'headers'> & { headers: { key: string; value: string }[] }
    return { ...frame, headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])) }
  } catch {
    return undefined
  }
}

/** The event frames of one push: the payload in `parts` pieces cut anywhere, the same ids in each. */
export function eventFrames(
  payload: string,
  ids: { readonly messageId: string; readonly traceId: string; readonly sequence: number; readonly service: number },
  parts = 1,
): Uint8Array[] {
  const bytes = Buffer.from(payload, 'utf8')
  const size = Math.ceil(bytes.length / parts)
  const sum = Math.ceil(bytes.length / size)
  return Array.from({ length: sum }, (_, seq) =>
    encodeFrame({
      SeqID: ids.sequence,
      LogID: ids.sequence,
      service: ids.service,
      method: dataMethod,
      headers: {
        type: 'event',
        message_id: ids.messageId,
        sum: String(sum),
        seq: String(seq),
        trace_id: ids.traceId,
      },
      payload: bytes.subarray(seq * size, (seq + 1) * size),
    }),
  )
}
