import type { LiveEvent } from '@ebbflow/contracts';
import { waitFor } from '@ebbflow/testing';

export interface ReadEvent {
  readonly id: string | undefined;
  readonly event: LiveEvent;
}

/** Reads a stream of server-sent events as it comes. */
export class LiveReader {
  readonly events: ReadEvent[] = [];
  /** Everything that came, as it came. */
  text = '';
  isOver = false;
  readonly #response: Response;
  readonly #cancelled = new AbortController();

  constructor(response: Response) {
    this.#response = response;
    void this.#read().finally(() => {
      this.isOver = true;
    });
  }

  waitFor(what: string, condition: (event: LiveEvent) => boolean): Promise<ReadEvent> {
    return waitFor(() => this.events.find(({ event }) => condition(event)), { what });
  }

  async leave(): Promise<void> {
    this.#cancelled.abort();
    await waitFor(() => this.isOver);
  }

  async #read(): Promise<void> {
    const { body } = this.#response;
    if (!body) return;
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    this.#cancelled.signal.addEventListener('abort', () => void reader.cancel());
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done || value === undefined) return;
      this.text += value;
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.#take(block);
    }
  }

  #take(block: string): void {
    const data = /^data: (.+)$/m.exec(block)?.[1];
    if (data !== undefined)
      this.events.push({ id: /^id: (.+)$/m.exec(block)?.[1], event: JSON.parse(data) as LiveEvent });
  }
}
