/** Bytes that may wait between the connection and whoever takes them. */
const MAX_WAITING_BYTES = 1_048_576;

/**
 * Chunks on their way from a connection that pushes to a reader that pulls. `pause` is called when too much waits, `resume` when it has been
 * taken, so that an answer of any size needs the same memory.
 */
export class ChunkQueue implements AsyncIterable<Buffer> {
  readonly #chunks: Buffer[] = [];
  readonly #flow: { pause(): void; resume(): void };
  #waitingBytes = 0;
  #isPaused = false;
  #isEnded = false;
  #isAbandoned = false;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;
  readonly #onAbandon: () => void;

  /** `onAbandon`: the reader stopped before the end, and nobody takes what still comes. */
  constructor(flow: { pause(): void; resume(): void }, onAbandon: () => void) {
    this.#flow = flow;
    this.#onAbandon = onAbandon;
  }

  push(chunk: Buffer): void {
    if (this.#isAbandoned) return;
    this.#chunks.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes > MAX_WAITING_BYTES && !this.#isPaused) {
      this.#isPaused = true;
      this.#flow.pause();
    }
    this.#wake?.();
  }

  end(failure?: Error): void {
    this.#isEnded = true;
    this.#failure ??= failure;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Buffer> {
    try {
      for (;;) {
        const chunk = this.#chunks.shift();
        if (chunk !== undefined) {
          this.#taken(chunk.length);
          yield chunk;
        } else if (this.#failure) throw this.#failure;
        else if (this.#isEnded) return;
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      this.#abandon();
    }
  }

  #taken(bytes: number): void {
    this.#waitingBytes -= bytes;
    if (this.#isPaused && this.#waitingBytes <= MAX_WAITING_BYTES / 2) {
      this.#isPaused = false;
      this.#flow.resume();
    }
  }

  #abandon(): void {
    if (this.#isAbandoned) return;
    this.#isAbandoned = true;
    this.#chunks.length = 0;
    if (!this.#isEnded) this.#onAbandon();
  }
}
