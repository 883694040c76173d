import { reportUsageInformationSchema } from '@ebbflow/contracts';
import { PageViews } from '../../src/usage/page-views.ts';
import { ADA, API_TOKEN, ConsoleHouse, SESSION } from '../support/console-house.ts';

const house = new ConsoleHouse();
beforeAll(() => house.start());
afterAll(() => house.stop());

const views = (): PageViews => house.service.app.get(PageViews);
const reported = () =>
  house.identity.received
    .filter(({ url }) => url === '/internal/v1/usage-information')
    .flatMap(({ body }) => reportUsageInformationSchema.parse(JSON.parse(body)).items);

describe('page views', () => {
  it('are handed to identity together, with what the notice names and nothing besides', async () => {
    await house.ask('/sign-in', {
      headers: {
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        'accept-language': 'cs-CZ,cs;q=0.9',
        referer: 'https://news.example/canary?canary',
      },
    });
    await house.ask('/setup/ebl_canary', { headers: { referer: 'http://127.0.0.1:7100/setup/ebl_canary' } });
    await house.ask('/sign-in', { headers: { referer: `${house.service.url}/setup/ebl_canary` } });
    await house.ask('/', { headers: { cookie: `ebb_session=${SESSION}` } });
    await views().send();
    const shared = { occurredAt: house.clock.now().toISOString(), clientIp: '127.0.0.1', search: null };
    expect(reported()).toEqual([
      {
        ...shared,
        page: '/sign-in',
        browserType: 'Firefox 140',
        locale: 'cs-CZ',
        referringPage: 'https://news.example/',
      },
      {
        ...shared,
        page: '/setup/:token',
        browserType: null,
        locale: null,
        referringPage: 'http://127.0.0.1:7100/setup',
      },
      {
        ...shared,
        page: '/sign-in',
        browserType: null,
        locale: null,
        referringPage: `${house.service.url}/setup`,
      },
      {
        ...shared,
        page: '/',
        browserType: null,
        locale: null,
        referringPage: null,
        principal: { organisationId: ADA.organisationId, userId: ADA.userId },
      },
    ]);
    expect(JSON.stringify(reported())).not.toContain('canary');
    const [call] = house.identity.received.filter(({ url }) => url === '/internal/v1/usage-information');
    expect(await house.callerAt('identity', call?.headers.authorization)).toEqual({ service: 'console' });
  });

  it('are none of what is no page: the API, files, forms, errors', async () => {
    house.identity.received.splice(0);
    await house.ask('/api/executor/v1/scenarios', { headers: { authorization: `Bearer ${API_TOKEN}` } });
    await house.ask('/nowhere');
    await house.ask('/health/live');
    await house.ask('/csrf-token');
    await house.ask('/sign-in', { method: 'POST', body: new URLSearchParams({ email: 'x' }) });
    await views().send();
    expect(reported()).toEqual([]);
  });

  it('wait while identity is away, and are not sent again when it refuses them', async () => {
    const usual = house.identity.respond;
    const answer = (status: number): void => {
      house.identity.respond = (request) =>
        request.url === '/internal/v1/usage-information'
          ? { status, body: { code: 'X', detail: 'x' } }
          : usual(request);
      house.identity.received.splice(0);
    };
    answer(503);
    await house.ask('/sign-in');
    await views().send();
    expect(reported()).toHaveLength(1);
    answer(400);
    await views().send();
    expect(reported()).toHaveLength(1);
    answer(204);
    await views().send();
    expect(reported()).toEqual([]);
    house.identity.respond = usual;
  });
});
