import type { WsAck } from './ws-acks.js'

/** One call of `/callback/ws/endpoint`; code 0 is an address. The time is real. */
export interface WsOpening {
  readonly at: number
  readonly ok: boolean
  readonly code: number
}

/** A live connection as assertions see it. The time is real. */
export interface WsConnection {
  readonly connectionId: string
  readonly at: number
  /** Pings of the client; the gateway sends none. */
  readonly pings: number
}

/** What a test can do to the long connections and see of them. */
export interface LongConnection {
  /** Cuts every connection without a close frame. */
  dropAll(): void
  /** Half-open: handshakes succeed, then nothing is read, answered (no pong) or delivered. */
  freeze(on: boolean): void
  /** Events come in this many frames; 1 as ever. */
  fragment(parts: number): void
  /** A pong comes this much later. */
  delayPong(ms: number): void
  /** The endpoint answers with this code, of which the vendor's client retries only 1000040343; undefined: as it should. */
  refuseEndpoint(code: number | undefined): void
  /**
   * Events may come with the handshake itself, not only once the connection is in use. The vendor's client listens a
   * moment after it is open and loses such an event.
   */
  pushEarly(on: boolean): void
  /** Addresses are given out, but handshakes answered with 403. */
  refuseUpgrade(on: boolean): void
  /** These bytes to every connection, as they are. */
  sendRaw(bytes: Uint8Array): void
  openings(): readonly WsOpening[]
  /** Those that get events, oldest first. */
  connections(): readonly WsConnection[]
  /** Everything the bot sent back for events, in order. */
  acks(): readonly WsAck[]
  /** What the platform could make nothing of. */
  protocolErrors(): readonly WsAck[]
}
