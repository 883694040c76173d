import { type AuditEntryList, type Principal, principalSchema } from '@ebbflow/contracts';
import { listRoutes } from '@ebbflow/service-host';
import { identityForFile, PASSWORD } from '../support/started-identity.ts';

const house = identityForFile();

/** Scopes with which whoever runs the installation reads what belongs to other organisations; every route that asks for one is tried. */
const STAFF_SCOPES = ['mail:read'];

async function principalOf(sessionToken: string): Promise<Principal> {
  return principalSchema.parse((await house.identity.resolve({ sessionToken })).body);
}

async function shownTo(principal: Principal): Promise<AuditEntryList['items']> {
  const { body } = await house.identity.call('GET', '/v1/audit', undefined, { principal });
  return (body as AuditEntryList).items.filter(({ action }) => action.endsWith('.shown-to-staff'));
}

describe('what the operator of an installation reads of others', () => {
  it('stands in the logs of those others, route by route, and in the operator’s own', async () => {
    const operator = await principalOf((await house.identity.anOwner('ops@example.test', 'Ops')).sessionToken);
    await house.identity.call('POST', '/internal/v1/registrations', { email: 'ada@example.test', password: PASSWORD });
    const outbox = await house.identity.call('GET', '/v1/mail/outbox', undefined, { principal: operator });
    const token = /ebl_[A-Za-z0-9_-]{27}/.exec(JSON.stringify(outbox.body))?.[0];
    const confirmed = await house.identity.call('POST', '/internal/v1/registrations/confirm', {
      token,
      password: PASSWORD,
    });
    const ada = await principalOf(String(confirmed.body['sessionToken']));
    await house.identity.call('POST', '/internal/v1/password-resets', { email: 'ada@example.test' });
    const doors = listRoutes(house.identity.service.app).filter(
      ({ method, policy }) => method === 'GET' && policy?.kind === 'scope' && STAFF_SCOPES.includes(policy.scope),
    );
    expect(doors.map(({ path }) => path)).toEqual(['/v1/mail/outbox']);
    for (const { path } of doors) {
      const [hers, own] = [await shownTo(ada), await shownTo(operator)];
      expect((await house.identity.call('GET', path, undefined, { principal: operator })).status).toBe(200);
      const [entry, ...before] = await shownTo(ada);
      expect(before).toEqual(hers);
      expect(entry).toMatchObject({
        actor: { kind: 'staff', id: operator.userId },
        object: { kind: 'organisation', id: ada.organisationId },
        facts: { ids: expect.arrayContaining([expect.stringMatching(/^mal_/)]) },
      });
      expect(await shownTo(operator)).toHaveLength(own.length + 1);
    }
  });

  it('is not read, and so not in anybody’s log, when it was refused', async () => {
    const stranger = await principalOf((await house.identity.anOwner('b@example.test', 'B')).sessionToken);
    const asked = { ...stranger, scopes: ['mail:read', 'audit:read'] };
    expect((await house.identity.call('GET', '/v1/mail/outbox', undefined, { principal: asked })).status).toBe(404);
    expect(await shownTo(stranger)).toEqual([]);
  });
});
