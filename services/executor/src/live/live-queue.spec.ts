import type { LiveFrame } from '@ebbflow/contracts';
import { LiveQueue } from './live-queue.ts';

const started = (execution: number): LiveFrame => ({
  id: `1.${String(execution)}`,
  event: { type: 'module-started', runId: 'run_1', moduleId: 1, module: 'x:y', execution },
});
const snapshot: LiveFrame = { id: '1.9999', event: { type: 'snapshot', runId: 'run_1', modules: [] } };

describe('events on their way to a watcher', () => {
  it('are dropped where the watcher is too slow, and a snapshot follows', async () => {
    const left = new AbortController();
    const queue = new LiveQueue(() => snapshot);
    for (let execution = 1; execution <= 3_000; execution += 1) queue.push(started(execution));
    queue.push({ event: { type: 'left', runId: 'run_1' } });
    const types: string[] = [];
    for await (const { event } of queue.frames(left.signal)) {
      types.push(event.type);
      if (event.type === 'snapshot') left.abort();
    }
    expect(types).toHaveLength(1_002);
    expect(types.slice(-2)).toEqual(['left', 'snapshot']);
  });

  it('end with the signal, also while nothing comes', async () => {
    const left = new AbortController();
    const frames = new LiveQueue(() => undefined).frames(left.signal);
    const next = frames.next();
    left.abort();
    expect(await next).toEqual({ done: true, value: undefined });
  });
});
