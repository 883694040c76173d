export interface Sent {
  readonly order: string;
  /** Undefined: the connection was cut, and nothing was promised. */
  readonly status: number | undefined;
  readonly retryAfter: string | null;
  readonly atMs: number;
}

/** Posts orders one after another on so many connections until told to stop; a refusal is followed by a short rest. */
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
    this.#work = Promise.all(Array.from({ length: count }, () => this.#send(prefix, restMs)));
  }

  /** Resolves when everything under way has been answered. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#work;
  }

  async #send(prefix: string, restMs: number): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const order = `${prefix}-${String((this.#next += 1))}`;
      const sent = await post(this.hook, order);
      this.answers.push(sent);
      if (sent.status === 200) this.accepted.add(order);
      const pauseMs = sent.status === 200 ? restMs : Math.max(restMs, 20);
      if (pauseMs > 0) await new Promise((done) => setTimeout(done, pauseMs));
    }
  }
}

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
