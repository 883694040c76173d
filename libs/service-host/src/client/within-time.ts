/**
 * Work that is over after its time, wherever it is. The signal alone is not enough: undici looks at that of a request which waits for a
 * connection only when its turn comes, and then does not send it. @throws `late()`, and whatever `work` throws before
 */
export async function withinTime<T>(
  timeoutMs: number,
  late: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const over = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = late();
    controller.abort(error);
    over.reject(error);
  }, timeoutMs);
  try {
    return await Promise.race([work(controller.signal), over.promise]);
  } finally {
    clearTimeout(timer);
  }
}
