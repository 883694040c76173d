/**
 * The same, with an `undefined` in between after each `silenceMs` without anything. A pending question is kept over the silence and
 * not asked a second time.
 */
export async function* withHeartbeat<T>(
  source: AsyncGenerator<T, void, undefined>,
  silenceMs: number,
): AsyncGenerator<T | undefined, void, undefined> {
  let next: Promise<IteratorResult<T, void>> | undefined;
  try {
    for (;;) {
      next ??= source.next();
      const answered = await unlessSilent(next, silenceMs);
      if (answered === undefined) {
        yield undefined;
        continue;
      }
      next = undefined;
      if (answered.done === true) return;
      yield answered.value;
    }
  } finally {
    // Not waited for: the source ends by its signal, and this may be called in the middle of its question.
    next?.catch(() => undefined);
    void source.return().catch(() => undefined);
  }
}

function unlessSilent<T>(next: Promise<T>, silenceMs: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), silenceMs);
    next.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
