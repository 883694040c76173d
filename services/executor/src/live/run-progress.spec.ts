import type { LiveFrame } from '@ebbflow/contracts';
import { aHeldRun } from '../../test/support/held-run.builder.ts';
import { RunProgress } from './run-progress.ts';

const step = (execution: number) => ({ moduleId: 2, module: 'http:ActionSendData', execution });
const finished = (execution: number) => ({
  ...step(execution),
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 5,
  bundles: [{ secret: 'rosebud' }],
  bundleCount: 3,
  operations: 1,
  transferBytes: 10,
});
const work = (progress: RunProgress, from: number, to: number): void => {
  for (let execution = from; execution <= to; execution += 1) {
    progress.stepStarted(step(execution));
    progress.stepFinished(finished(execution));
  }
};
const idOf = (frame: LiveFrame | undefined): string => frame?.id ?? '';

describe('the progress of a run', () => {
  it('adds up by module, and holds no bundle', () => {
    const progress = new RunProgress(aHeldRun(), new Set());
    work(progress, 1, 4);
    progress.stepStarted(step(5));
    const { event } = progress.snapshot();
    expect(event).toMatchObject({
      modules: [{ moduleId: 2, started: 5, finished: 4, bundles: 12, operations: 4, errors: 0 }],
    });
    expect(JSON.stringify(progress.since('7.0'))).not.toContain('rosebud');
  });

  it('tells who comes back only what followed, and who was away too long everything', () => {
    const progress = new RunProgress(aHeldRun({ leaseToken: '7' }), new Set());
    work(progress, 1, 10);
    const place = idOf(progress.snapshot());
    work(progress, 11, 12);
    expect(progress.since(place).map(({ event }) => event.type)).toEqual([
      'module-started',
      'module-finished',
      'module-started',
      'module-finished',
    ]);
    expect(progress.since(idOf(progress.snapshot()))).toEqual([]);
    work(progress, 13, 200);
    expect(progress.since(place).map(({ event }) => event.type)).toEqual(['snapshot']);
  });

  it.each([undefined, '', '6.1', '7.', '7.99999', '7.-1', '7.1e3', 'end'])(
    'takes the place %j for none',
    (lastEventId) => {
      const progress = new RunProgress(aHeldRun({ leaseToken: '7' }), new Set());
      work(progress, 1, 1);
      expect(progress.since(lastEventId).map(({ event }) => event.type)).toEqual(['snapshot']);
    },
  );

  it('is told to its own watchers and to those of the scenario, until the attempt is over', () => {
    const heard: string[] = [];
    const progress = new RunProgress(
      aHeldRun(),
      new Set([({ event }: LiveFrame) => void heard.push(`s ${event.type}`)]),
    );
    const stop = progress.listen(({ event }) => void heard.push(`r ${event.type}`));
    progress.stepStarted(step(1));
    stop();
    progress.leave();
    expect(heard).toEqual(['r module-started', 's module-started', 's left']);
  });
});
