/** Says what the start is doing: a ticked line per step, with its time when it took more than a second. */
export class Progress {
  readonly #out: NodeJS.WriteStream;
  readonly #startedAt = performance.now();

  constructor(out: NodeJS.WriteStream = process.stderr) {
    this.#out = out;
  }

  async step<T>(sentence: string, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const isTerminal = this.#out.isTTY;
    if (isTerminal) this.#out.write(`  … ${sentence}`);
    try {
      const result = await work();
      this.#finish('✓', sentence, startedAt, isTerminal);
      return result;
    } catch (error) {
      this.#finish('✗', sentence, startedAt, isTerminal);
      throw error;
    }
  }

  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1_000;
  }

  #finish(mark: string, sentence: string, startedAt: number, isTerminal: boolean): void {
    const seconds = (performance.now() - startedAt) / 1_000;
    const time = seconds >= 1 ? ` (${seconds.toFixed(1)} s)` : '';
    this.#out.write(`${isTerminal ? '\r\u001b[2K' : ''}  ${mark} ${sentence}${time}\n`);
  }
}
