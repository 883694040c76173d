const WINDOW_MS = 10_000;
const MAX_ENTRIES = 10_000;

/**
 * Counts mails by hook in windows of ten seconds, in the memory of one replica: it protects this process, and a sender who is put off comes
 * again by itself. A window that begins anew lets a burst of twice the limit through, which costs nothing here.
 */
export class MailRate {
  readonly #limit: number;
  readonly #counts = new Map<string, number>();
  #windowStartMs = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** False when this one is too many. */
  admit(hookId: string, nowMs: number): boolean {
    if (nowMs - this.#windowStartMs >= WINDOW_MS || this.#counts.size > MAX_ENTRIES) {
      this.#counts.clear();
      this.#windowStartMs = nowMs;
    }
    const count = (this.#counts.get(hookId) ?? 0) + 1;
    this.#counts.set(hookId, count);
    return count <= this.#limit;
  }
}
