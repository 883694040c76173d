import type { Dispatcher } from 'undici';
import { ChunkQueue } from './chunk-queue.ts';
import { decodedChunks, withoutEncoding } from './decompress.ts';
import type { EgressFile, EgressSpool } from './egress.ts';
import { AbortedError, TimeoutError, TooLargeError } from './egress.errors.ts';

export interface RawResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** Empty when `file` has it. */
  readonly body: Buffer;
  readonly file?: EgressFile;
}

export interface CollectorLimits {
  readonly maxBytes: number;
  readonly maxHeaderCount: number;
  /** Left of the whole call's time. */
  readonly remainingMs: number;
  /** What the caller asked for; stands in the message. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Takes the body of a good answer once it is larger than `overBytes`. */
  readonly spool: EgressSpool | undefined;
  /** Bytes of what the spool takes. */
  readonly maxFileBytes: number;
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
  #queue: ChunkQueue | undefined;
  #stored: Promise<EgressFile> | undefined;
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

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    const spool = this.#status < 300 ? this.#limits.spool : undefined;
    const maxBytes = spool ? this.#limits.maxFileBytes : this.#limits.maxBytes;
    if (this.#bytes > maxBytes) {
      this.#end(new TooLargeError('body', maxBytes));
      return;
    }
    if (this.#queue) this.#queue.push(chunk);
    else this.#chunks.push(chunk);
    if (spool && !this.#queue && this.#bytes > spool.overBytes) this.#spoolTo(spool, controller);
  }

  onResponseEnd(): void {
    if (this.#queue && this.#stored) {
      this.#queue.end();
      this.#stored
        .then((file) => {
          const isEncoded = this.#headers.some(([name]) => name === 'content-encoding');
          const headers = isEncoded ? withoutEncoding(this.#headers) : this.#headers;
          this.#resolve({ status: this.#status, headers, body: Buffer.alloc(0), file });
        })
        .catch((error: unknown) => this.#reject(error as Error))
        .finally(() => this.#release());
      return;
    }
    this.#release();
    const [first] = this.#chunks;
    const body = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks, this.#bytes);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#release();
    this.#queue?.end(error);
    this.#reject(this.#failure ?? error);
  }

  /** From here on the body passes by. A spool that gives up ends the call: its reason is the call's. */
  #spoolTo(spool: EgressSpool, controller: Dispatcher.DispatchController): void {
    const queue = new ChunkQueue(controller, () => this.#end(new AbortedError(undefined)));
    this.#queue = queue;
    for (const chunk of this.#chunks.splice(0)) queue.push(chunk);
    this.#stored = spool.store(decodedChunks(queue, this.#headers, this.#limits.maxFileBytes) ?? queue);
    this.#stored.catch((error: unknown) => this.#end(error as Error));
  }

  #end(failure: Error): void {
    this.#failure ??= failure;
    this.#release();
    this.#queue?.end(this.#failure);
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
