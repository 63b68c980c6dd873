import { AsyncLocalStorage } from 'node:async_hooks'
import type { HttpInstance } from '@larksuiteoapi/node-sdk'
import axios, { type AxiosResponse, type InternalAxiosRequestConfig } from 'axios'
import { machineNow } from '../../core/clock.js'
import { MOST_FILE_BYTES } from '../../core/files.js'
import { failureOfAnswer, failureOfTransport } from './api-failure.js'

/** Far above any answer to a send or a look-up. */
const MAX_ANSWER_BYTES = 5 * 1024 * 1024

/** The end (epoch ms) of the call that is being made: all requests of one call share it (a token, a try, a retry). */
const deadline = new AsyncLocalStorage<number>()

/** Runs a call whose requests together may take `timeoutMs`. */
export function withDeadline<T>(timeoutMs: number, run: () => Promise<T>): Promise<T> {
  return deadline.run(machineNow() + timeoutMs, run)
}

/** What is left of the running call's time, in ms. */
export function timeLeft(): number {
  return Math.max(0, (deadline.getStore() ?? Number.POSITIVE_INFINITY) - machineNow())
}

/**
 * The HTTP client the SDK is given instead of its own, which waits for ever and leaks secrets in what it throws. It
 * unwraps answers as the SDK expects, throws `ApiFailure` for every failure (also for HTTP 200 with a code), and follows
 * no redirect, so that a bearer token goes nowhere else.
 */
export function createHttp(timeoutMs: number): HttpInstance {
  const http = axios.create({ timeout: timeoutMs, maxRedirects: 0, maxContentLength: MAX_ANSWER_BYTES })
  http.interceptors.request.use((config) => {
    const left = Math.ceil(Math.min(timeoutMs, Math.max(1, timeLeft())))
    config.timeout = left
    // Who reads a file counts for himself (`readWhole`); the client's own limit would throw in the middle of it.
    if (config.responseType === 'stream') config.maxContentLength = 2 * MOST_FILE_BYTES
    // axios's timeout watches for silence only; an answer that drips in must end as well.
    config.signal = AbortSignal.timeout(left)
    return config
  })
  http.interceptors.response.use(unwrap, (error: unknown) => {
    const response = axios.isAxiosError(error) ? error.response : undefined
    if (!response) throw failureOfTransport(error)
    throw failureOfAnswer(response.status, response.data, response.headers) ?? failureOfTransport(undefined)
  })
  return http as unknown as HttpInstance
}

function unwrap(response: AxiosResponse): never {
  const config: InternalAxiosRequestConfig & { $return_headers?: boolean } = response.config
  const isJson = config.responseType === undefined || config.responseType === 'json'
  const failure = isJson ? failureOfAnswer(response.status, response.data, response.headers) : undefined
  if (failure) throw failure
  // The SDK's contract: the bare body, or body and headers when it asks for them.
  return (config.$return_headers ? { data: response.data, headers: response.headers } : response.data) as never
}
