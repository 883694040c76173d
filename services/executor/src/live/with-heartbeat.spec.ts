import { withHeartbeat } from './with-heartbeat.ts';

describe('a heartbeat', () => {
  it('fills silence, loses nothing, and ends with its source', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    async function* source(): AsyncGenerator<string, void, undefined> {
      yield 'first';
      await promise;
      yield 'second';
    }
    const heard: (string | undefined)[] = [];
    for await (const value of withHeartbeat(source(), 5)) {
      heard.push(value);
      if (heard.length === 3) resolve(undefined);
    }
    expect(heard.slice(0, 3)).toEqual(['first', undefined, undefined]);
    expect(heard.at(-1)).toBe('second');
    expect(heard.filter((value) => value !== undefined)).toEqual(['first', 'second']);
  });

  it('ends its source when nobody listens any more', async () => {
    let isOver = false;
    async function* source(): AsyncGenerator<number, void, undefined> {
      try {
        for (let count = 0; ; count += 1) yield count;
      } finally {
        isOver = true;
      }
    }
    for await (const value of withHeartbeat(source(), 1_000)) if (value === 2) break;
    await Promise.resolve();
    expect(isOver).toBe(true);
  });

  it('passes on what its source throws', async () => {
    async function* source(): AsyncGenerator<number, void, undefined> {
      yield 1;
      throw new RangeError('broken');
    }
    await expect(async () => {
      for await (const _value of withHeartbeat(source(), 1_000));
    }).rejects.toThrow('broken');
  });
});
