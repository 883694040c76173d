export interface Sent {
  readonly order: string;
  /** Undefined: the connection was cut, and nothing was promised. */
  readonly status: number | undefined;
  readonly retryAfter: string | null;
  readonly atMs: number;
}

/**
 * Posts orders one after another on so many connections until told to stop; a refusal is followed by a short rest. With a rest, the
 * connections begin spread over it: begun at once they would post all together each time, and a burst of a hundred is another load than a hundred a second.
 */
export class Senders {
  readonly accepted = new Set<string>();
  readonly answers: Sent[] = [];
  readonly #stop = new AbortController();
  readonly #work: Promise<unknown>;
  #next = 0;

  constructor(
    readonly hook: string,
    { count, prefix, restMs = 0 }: { readonly count: number; readonly prefix: string; readonly restMs?: number },
  ) {
    this.#work = Promise.all(
      Array.from({ length: count }, (_, at) => this.#send(prefix, restMs, (restMs * at) / count)),
    );
  }

  /** Resolves when everything under way has been answered. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#work;
  }

  async #send(prefix: string, restMs: number, afterMs: number): Promise<void> {
    if (afterMs > 0) await pause(afterMs);
    while (!this.#stop.signal.aborted) {
      const order = `${prefix}-${String((this.#next += 1))}`;
      const sent = await post(this.hook, order);
      this.answers.push(sent);
      if (sent.status === 200) this.accepted.add(order);
      const pauseMs = sent.status === 200 ? restMs : Math.max(restMs, 20);
      if (pauseMs > 0) await pause(pauseMs);
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function post(hook: string, order: string): Promise<Sent> {
  try {
    const answer = await fetch(hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ order }),
      signal: AbortSignal.timeout(15_000),
    });
    await answer.arrayBuffer();
    return { order, status: answer.status, retryAfter: answer.headers.get('retry-after'), atMs: performance.now() };
  } catch {
    return { order, status: undefined, retryAfter: null, atMs: performance.now() };
  }
}
