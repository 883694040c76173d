/** What takes longer than a second says on standard error what it waits for: a line a change for logs, one line that is written over for people. */
export class Progress {
  readonly #startedMs = Date.now();
  #said = '';

  say(what: string): void {
    const isTerminal = process.stderr.isTTY;
    if (!isTerminal && what === this.#said) return;
    const seconds = Math.round((Date.now() - this.#startedMs) / 1_000);
    process.stderr.write(isTerminal ? `\r\u001b[K${what} (${String(seconds)} s)` : `${what}\n`);
    this.#said = what;
  }

  end(): void {
    if (process.stderr.isTTY && this.#said !== '') process.stderr.write('\n');
  }
}
