import type { Dispatcher } from 'undici';
import { AbortedError, TimeoutError, TooLargeError } from './egress.errors.ts';

export interface RawResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

export interface CollectorLimits {
  readonly maxBytes: number;
  readonly maxHeaderCount: number;
  /** Left of the whole call's time. */
  readonly remainingMs: number;
  /** What the caller asked for; stands in the message. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Takes one answer straight from undici's parser: no stream in between, and each limit ends the connection the moment it
 * is passed. Settles exactly once; whatever comes later is dropped.
 */
export class ResponseCollector implements Dispatcher.DispatchHandler {
  readonly response: Promise<RawResponse>;
  #resolve!: (response: RawResponse) => void;
  #reject!: (error: Error) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #failure: Error | undefined;
  #status = 0;
  #headers: readonly (readonly [string, string])[] = [];
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  readonly #limits: CollectorLimits;
  readonly #timer: NodeJS.Timeout;
  readonly #onAbort = (): void => {
    this.#end(new AbortedError(this.#limits.signal?.reason));
  };

  constructor(limits: CollectorLimits) {
    this.#limits = limits;
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = setTimeout(() => {
      this.#end(new TimeoutError(limits.timeoutMs));
    }, limits.remainingMs);
    if (limits.signal?.aborted) this.#onAbort();
    else limits.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // The time may have run out while the request waited for a connection.
    if (this.#failure) controller.abort(this.#failure);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    // 103 Early Hints and its like announce the answer; they are not it.
    if (status < 200) return;
    const raw = rawHeadersOf(controller);
    if (raw.length > this.#limits.maxHeaderCount) {
      this.#end(new TooLargeError('headers', this.#limits.maxHeaderCount));
      return;
    }
    this.#status = status;
    this.#headers = raw;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#limits.maxBytes) this.#end(new TooLargeError('body', this.#limits.maxBytes));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#release();
    const [first] = this.#chunks;
    const body = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks, this.#bytes);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#release();
    this.#reject(this.#failure ?? error);
  }

  #end(failure: Error): void {
    this.#failure ??= failure;
    this.#release();
    this.#reject(this.#failure);
    this.#controller?.abort(this.#failure);
  }

  #release(): void {
    clearTimeout(this.#timer);
    this.#limits.signal?.removeEventListener('abort', this.#onAbort);
  }
}

function rawHeadersOf(controller: Dispatcher.DispatchController): (readonly [string, string])[] {
  const raw = controller.rawHeaders;
  const pairs: (readonly [string, string])[] = [];
  if (!Array.isArray(raw)) return pairs;
  for (let at = 0; at + 1 < raw.length; at += 2) {
    pairs.push([text(raw[at]).toLowerCase(), text(raw[at + 1])]);
  }
  return pairs;
}

/** One character per byte, as Node has it: what a header's bytes mean is for its reader to say. */
function text(value: Buffer | string | undefined): string {
  return typeof value === 'string' ? value : (value?.toString('latin1') ?? '');
}
