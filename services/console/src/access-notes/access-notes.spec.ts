import type { AccessReport } from '@ebbflow/contracts';
import { ManualClock, TransientError } from '@ebbflow/kernel';
import type { Logger } from '@ebbflow/observability';
import type { CallObserver, ServiceClient } from '@ebbflow/service-host';
import { AccessNotes } from './access-notes.ts';

/** The client as the notes see it: hands out its calls, and takes reports unless identity is away. */
class ClientFake {
  readonly reports: AccessReport[] = [];
  isAway = false;
  note: CallObserver = () => undefined;

  observe(observer: CallObserver): void {
    this.note = observer;
  }

  call(_service: string, _method: string, _path: string, { body }: { body: AccessReport }): Promise<void> {
    if (this.isAway) return Promise.reject(new TransientError('TEST.AWAY', 'Identity is away.'));
    this.reports.push(body);
    return Promise.resolve();
  }
}

const logger = { warn: () => undefined } as unknown as Logger;
const called = (status: number) => ({
  principal: { organisationId: 'org_1', userId: null, scopes: [], kind: 'api-token' as const },
  ...{ service: 'executor' as const, method: 'GET', path: '/v1/runs', status, route: '/v1/runs', scope: 'runs:read' },
});

it('keeps what there is room for, and its numbers show how much there was not', async () => {
  const client = new ClientFake();
  const clock = new ManualClock();
  const notes = new AccessNotes(client as unknown as ServiceClient, clock, logger);
  client.isAway = true;
  for (let call = 0; call < 20_700; call += 1) client.note(called(200));
  await notes.send();
  client.isAway = false;
  client.note(called(404));
  await notes.send();
  const [first] = client.reports;
  expect(first).toMatchObject({ first: 701, isLast: false });
  expect(client.reports.flatMap(({ items }) => items)).toHaveLength(20_000);
  expect(client.reports.map(({ first: number }) => number)).toEqual(
    Array.from({ length: 40 }, (_, index) => 701 + index * 500),
  );
  expect(client.reports.at(-1)?.items.at(-1)?.status).toBe(404);
  // Quiet: nothing is said for a while, then that it is still there, and last that it ends.
  await notes.send();
  expect(client.reports).toHaveLength(40);
  clock.advance(20_000);
  await notes.send();
  expect(client.reports.at(-1)).toMatchObject({ first: 20_701, items: [], isLast: false });
  await notes.beforeApplicationShutdown();
  expect(client.reports.at(-1)).toMatchObject({ first: 20_701, items: [], isLast: true });
});
