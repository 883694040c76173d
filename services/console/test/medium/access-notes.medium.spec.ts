import { type AccessReport, reportAccessSchema } from '@ebbflow/contracts';
import { AccessNotes } from '../../src/access-notes/access-notes.ts';
import { ADA, API_TOKEN, ConsoleHouse, SESSION } from '../support/console-house.ts';

const RECORD = 'canary@example.test';
const scenario = `scn_${'1'.repeat(32)}`;
const house = new ConsoleHouse();
const notes = (): AccessNotes => house.service.app.get(AccessNotes);
const reports = (): AccessReport[] =>
  house.identity.received
    .filter(({ url }) => url === '/internal/v1/access-log')
    .map(({ body }) => reportAccessSchema.parse(JSON.parse(body)));
const asProgram = { headers: { authorization: `Bearer ${API_TOKEN}` } };

beforeAll(() => house.start());
afterAll(() => house.stop());

it('every call on somebody’s behalf is noted, of programs and of people, by its route and never by what stands in a path', async () => {
  house.executor.respond = () => ({
    body: { items: [], nextCursor: null },
    headers: { 'x-ebbflow-route': '/v1/data-stores/:storeId/records/:key', 'x-ebbflow-scope': 'data-stores:read' },
  });
  const answer = await house.ask(`/api/executor/v1/scenarios/${scenario}/records/${RECORD}?q=${RECORD}`, asProgram);
  expect([answer.status, answer.headers.get('x-ebbflow-route')]).toEqual([200, null]);
  house.logStore.respond = () => ({ body: { items: [], nextCursor: null } });
  await house.ask('/api/log-store/v1/runs', { headers: { cookie: `ebb_session=${SESSION}` } });
  // Nobody: refused before any service is asked on anybody's behalf.
  expect((await house.ask('/api/executor/v1/scenarios')).status).toBe(401);
  await notes().send();
  const [report] = reports();
  const program = report?.items.filter(({ actor }) => report.actors[actor]?.kind === 'api-token');
  expect(program).toMatchObject([
    {
      ...{
        service: 'executor',
        method: 'GET',
        route: '/v1/data-stores/:storeId/records/:key',
        scope: 'data-stores:read',
      },
      ...{ objectId: scenario, status: 200, occurredAt: house.clock.now().toISOString() },
    },
  ]);
  expect(report?.actors).toContainEqual(
    expect.objectContaining({ organisationId: ADA.organisationId, scopes: ['scenarios:read'] }),
  );
  const ofPerson = report?.items.filter(({ actor }) => report.actors[actor]?.userId === ADA.userId);
  expect(ofPerson?.map(({ service }) => service)).toEqual(['log-store']);
  expect(JSON.stringify(reports())).not.toContain('canary');
});

it('what cannot be handed over is kept, and comes with the same number', async () => {
  const play = house.identity.respond;
  const [before] = reports();
  const known = (before?.first ?? 0) + (before?.items.length ?? 0);
  house.identity.respond = (request) => (request.url.endsWith('/access-log') ? { status: 503 } : play(request));
  await house.ask('/api/executor/v1/scenarios', asProgram);
  await notes().send();
  expect(reports().at(-1)).toMatchObject({ first: known, items: [{ status: 200 }] });
  house.identity.respond = play;
  await notes().send();
  expect(reports().at(-1)).toMatchObject({ first: known, items: [{ status: 200 }], isLast: false });
});

it('a console that ends hands over what it has, and says that it ends', async () => {
  const own = await new ConsoleHouse().start();
  await own.ask('/api/executor/v1/scenarios', asProgram);
  await own.service.stop();
  const last = own.identity.received.findLast(({ url }) => url === '/internal/v1/access-log');
  expect(JSON.parse(last?.body ?? '{}')).toMatchObject({ first: 0, isLast: true, items: [{ service: 'executor' }] });
  await own.stop();
});
