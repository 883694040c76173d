interface Waiting {
  /** Resolves when a command came in here, when the time is over, or when nobody waits any more. */
  within(milliseconds: number, gone: AbortSignal): Promise<void>;
  forget(): void;
}

/** Devices that wait at this replica for something to do. What comes in at another replica is found by looking again. */
export class CommandWaiters {
  readonly #wakes = new Map<string, Set<() => void>>();
  #isClosed = false;

  get isClosed(): boolean {
    return this.#isClosed;
  }

  wait(deviceId: string): Waiting {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const wake = (): void => resolve(undefined);
    const wakes = this.#wakes.get(deviceId) ?? new Set();
    this.#wakes.set(deviceId, wakes.add(wake));
    const forget = (): void => {
      wakes.delete(wake);
      if (wakes.size === 0 && this.#wakes.get(deviceId) === wakes) this.#wakes.delete(deviceId);
    };
    return {
      forget,
      within: async (milliseconds, gone) => {
        const timer = setTimeout(wake, milliseconds);
        gone.addEventListener('abort', wake, { once: true });
        await promise;
        clearTimeout(timer);
        gone.removeEventListener('abort', wake);
        forget();
      },
    };
  }

  wake(deviceId: string): void {
    for (const wake of this.#wakes.get(deviceId) ?? []) wake();
  }

  close(): void {
    this.#isClosed = true;
    for (const wakes of this.#wakes.values()) for (const wake of wakes) wake();
  }
}
