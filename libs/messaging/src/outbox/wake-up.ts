/** A bell with memory of one ring: a signal given while nobody waits ends the next wait at once. */
export class WakeUp {
  #isSignalled = false;
  #ring: (() => void) | undefined;

  signal(): void {
    this.#isSignalled = true;
    this.#ring?.();
  }

  /** Resolves at the next signal, or after the time. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.#isSignalled) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#ring = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#ring = undefined;
    }
    this.#isSignalled = false;
  }
}
