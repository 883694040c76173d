import { principalSchema } from '@ebbflow/contracts';
import { identityForFile } from '../support/started-identity.ts';

const DAY_MS = 86_400_000;
const house = identityForFile();

const view = (more: object = {}) => ({
  occurredAt: house.identity.clock.now().toISOString(),
  page: '/scenarios',
  clientIp: '192.0.2.7',
  browserType: 'Firefox 140',
  referringPage: 'https://example.test/there',
  locale: 'cs-CZ',
  search: 'invoices',
  ...more,
});
const report = (...items: object[]) => house.identity.call('POST', '/internal/v1/usage-information', { items });
const sweep = (category: string, dropBefore: string) =>
  house.identity.call(
    'PUT',
    `/internal/v1/categories/${category}/partitions`,
    { create: [], dropBefore },
    { service: 'retention' },
  );

async function aPerson(email: string) {
  const { sessionToken } = await house.identity.anOwner(email, email);
  const principal = principalSchema.parse((await house.identity.resolve({ sessionToken })).body);
  const of = { organisationId: principal.organisationId, userId: principal.userId };
  return {
    principal,
    of,
    list: () => house.identity.call('GET', '/v1/me/usage-information', undefined, { principal }),
  };
}

it('records exactly what the notice names (C11), and shows a person the person’s own, newest first', async () => {
  const [ada, ben] = [await aPerson('ada@example.test'), await aPerson('ben@example.test')];
  expect(
    (await report(view({ principal: ada.of, userAgent: 'a fingerprint' }), view({ principal: ben.of }))).status,
  ).toBe(204);
  house.identity.clock.advance(1_000);
  await report(view({ principal: ada.of, page: '/runs', search: null, referringPage: null }));
  const { body } = await ada.list();
  expect(body).toMatchObject({
    items: [{ page: '/runs', search: null }, view({ occurredAt: expect.any(String) })],
    nextCursor: null,
  });
  const columns = await house.database.asAdmin<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'identity' and table_name = 'usage_information' order by ordinal_position`,
  );
  expect(columns.map(({ name }) => name)).toEqual([
    ...['tenant_id', 'occurred_at', 'id', 'user_id'],
    ...['page', 'client_ip', 'browser_type', 'referring_page', 'locale', 'search'],
  ]);
  const stored = await house.database.asAdmin('select to_jsonb(u) as row from identity.usage_information u');
  expect(JSON.stringify(stored)).not.toContain('fingerprint');
});

it('goes page by page', async () => {
  const { of, principal } = await aPerson('pages@example.test');
  await report(...['/1', '/2', '/3'].map((page) => view({ principal: of, page })));
  const seen: unknown[] = [];
  let cursor = '';
  do {
    const query = cursor === '' ? '' : `&cursor=${cursor}`;
    const { body } = await house.identity.call('GET', `/v1/me/usage-information?limit=2${query}`, undefined, {
      principal,
    });
    seen.push(...(body['items'] as { page: string }[]).map(({ page }) => page));
    cursor = (body['nextCursor'] as string | null) ?? '';
  } while (cursor !== '');
  expect(seen).toEqual(['/3', '/2', '/1']);
  expect(
    await house.identity.call('GET', '/v1/me/usage-information?cursor=abc', undefined, { principal }),
  ).toMatchObject({ status: 400, body: { code: 'HOST.INVALID_INPUT' } });
});

it('of somebody who is not signed in belongs to no organisation, and nobody can read it', async () => {
  await report(view({ page: '/sign-in' }));
  const rows = await house.database.asAdmin(
    `select tenant_id, user_id from identity.usage_information where page = '/sign-in'`,
  );
  expect(rows).toEqual([{ tenant_id: 'nobody', user_id: null }]);
});

it('is reported by the edge and by nobody else, and a clock that is wrong opens no other day', async () => {
  const { principal, of } = await aPerson('edge@example.test');
  expect(
    (await house.identity.call('POST', '/internal/v1/usage-information', { items: [view()] }, { service: 'executor' }))
      .status,
  ).toBe(403);
  await report(view({ principal: of, occurredAt: '2001-01-01T00:00:00.000Z' }));
  const { body } = await house.identity.call('GET', '/v1/me/usage-information', undefined, { principal });
  expect(body['items']).toMatchObject([{ occurredAt: house.identity.clock.now().toISOString() }]);
});

it('can be read no more the second its lifetime is over, and its day goes when retention asks, not earlier', async () => {
  const { of, list } = await aPerson('lifetime@example.test');
  const day = house.identity.clock.now().toISOString().slice(0, 10);
  await report(view({ principal: of, page: '/old' }));
  house.identity.clock.advance(60 * DAY_MS - 1);
  expect((await list()).body['items']).toHaveLength(1);
  house.identity.clock.advance(1);
  expect((await list()).body['items']).toEqual([]);
  const next = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
  expect(await sweep('usage-information', next)).toMatchObject({
    status: 409,
    body: { code: 'IDENTITY.DROP_TOO_EARLY' },
  });
  house.identity.clock.advance(DAY_MS);
  expect((await sweep('usage-information', next)).body).toMatchObject({ dropped: [day] });
  expect(await house.database.asAdmin(`select 1 from identity.usage_information where page = '/old'`)).toEqual([]);
  expect((await sweep('gateway-logs', next)).status).toBe(404);
});
