import { assertEveryRouteHasPolicy, listRoutes } from '@ebbflow/service-host';
import { Database, untaggedColumns } from '@ebbflow/persistence';
import { identityForFile } from '../support/started-identity.ts';

const house = identityForFile();

it('every route of identity has a policy, and none but the probes is public', () => {
  assertEveryRouteHasPolicy(house.identity.service.app);
  const open = listRoutes(house.identity.service.app).filter(
    (route) => route.policy?.kind === 'public' && route.method !== 'HEAD',
  );
  expect(open.map((route) => route.path).sort()).toEqual([
    '/docs/openapi.json',
    '/health/live',
    '/health/ready',
    '/v1/newsletter/mailerlite',
    '/v1/payments/:provider',
  ]);
});

it('every route of identity that is not public refuses a stranger', async () => {
  for (const { method, path, policy } of listRoutes(house.identity.service.app)) {
    if (policy?.kind === 'public') continue;
    expect([path, (await fetch(`${house.identity.service.url}${path}`, { method })).status]).toEqual([path, 401]);
  }
});

it('every internal route refuses every service that is not named', async () => {
  for (const { method, path, policy } of listRoutes(house.identity.service.app)) {
    if (policy?.kind !== 'internal') continue;
    for (const service of ['vault', 'executor', 'gateway', 'log-store', 'retention'] as const) {
      const { status } = await house.identity.call(method, path, undefined, { service });
      expect([path, service, status === 403]).toEqual([path, service, !policy.callers.includes(service)]);
    }
  }
});

it('is ready when its database answers', async () => {
  const response = await fetch(`${house.identity.service.url}/health/ready`);
  expect(await response.json()).toMatchObject({ status: 'ok', info: { database: { status: 'up' } } });
});

it('every column of identity is tagged', () => {
  expect(untaggedColumns(house.identity.service.app.get(Database, { strict: false }).dataSource)).toEqual([]);
});

it('a tenant sees its own rows only, and the role that sees all may change nothing', async () => {
  const [mine, other] = [
    await house.identity.anOwner('mine@example.test', 'Mine'),
    await house.identity.anOwner('other@example.test', 'Other'),
  ];
  const own = house.identity.service.app.get(Database, { strict: false });
  const seen = await own.withTenant(mine.organisationId, (sql) =>
    sql.query<{ tenant_id: string }>({ name: 'test.users', text: 'select tenant_id from identity.user' }),
  );
  expect(new Set(seen.map((row) => row.tenant_id))).toEqual(new Set([mine.organisationId]));
  expect(other.organisationId).not.toBe(mine.organisationId);
  for (const table of ['organisation', 'user', 'membership', 'setup_link']) {
    const attempt = own.asWorker((sql) =>
      sql.query({ name: `test.delete-${table}`, text: `delete from identity.${table}` }),
    );
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  }
  // What is over goes by itself, but nobody writes another's registration, link or sign-in.
  for (const table of ['registration', 'password_reset', 'pending_sign_in', 'session', 'api_token']) {
    const attempt = own.asWorker((sql) =>
      sql.query({ name: `test.insert-${table}`, text: `insert into identity.${table} (tenant_id) values ('x')` }),
    );
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  }
  for (const table of ['session', 'api_token', 'ownership_transfer']) {
    const attempt = own.asWorker((sql) =>
      sql.query({ name: `test.update-${table}`, text: `update identity.${table} set expires_at = now()` }),
    );
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  }
});
