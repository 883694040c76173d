import { PassThrough, type Readable } from 'node:stream';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ConsoleConfig } from '../console.config.ts';

/**
 * Live streams on their way out. Who opened one was asked for at the beginning and may since have signed out, lost a role or had a
 * token revoked; so it is looked after from time to time, and the stream ends with the right to it. Its reader comes back by itself
 * and is judged anew.
 */
@Injectable()
export class EdgeStreams implements OnModuleDestroy {
  readonly #open = new Set<PassThrough>();

  constructor(@Inject(ConsoleConfig) private readonly config: ConsoleConfig) {}

  /** `mayGoOn` is asked every EBB_CONSOLE_STREAM_CHECK; while it cannot say (it throws), the stream goes on. */
  passOn(source: Readable, mayGoOn: () => Promise<boolean>): Readable {
    const passed = new PassThrough();
    this.#open.add(passed);
    const check = async (): Promise<void> => {
      if (!(await mayGoOn().catch(() => true))) passed.end();
    };
    const timer = setInterval(() => void check(), this.config.streamCheck.milliseconds);
    passed.once('close', () => {
      clearInterval(timer);
      this.#open.delete(passed);
      source.destroy();
    });
    // A service that goes away ends the stream as one that has said everything: the reader comes back in both cases.
    source.once('error', () => passed.end());
    source.once('end', () => passed.end());
    source.on('data', (chunk: Buffer) => {
      if (passed.writableEnded) return;
      if (!passed.write(chunk)) source.pause();
    });
    passed.on('drain', () => source.resume());
    return passed;
  }

  /** A stream never ends by itself, and the server would wait for it. */
  onModuleDestroy(): void {
    for (const passed of this.#open) passed.end();
  }
}
