import { createHook, type AsyncHook } from 'node:async_hooks';

/**
 * Counts every attempt of this process to make a TCP connection, whoever makes it and by whatever module: what a canary server
 * cannot see (an address where it does not listen, a SYN that is not answered) is seen here.
 */
export class ConnectWatch {
  attempts = 0;
  readonly #hook: AsyncHook = createHook({
    init: (_id, type) => {
      if (type === 'TCPCONNECTWRAP') this.attempts += 1;
    },
  });

  constructor() {
    this.#hook.enable();
  }

  stop(): void {
    this.#hook.disable();
  }
}
