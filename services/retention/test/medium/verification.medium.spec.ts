import { policyKeysSchema, verificationReportSchema, verificationSchema } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import { claims, firstKeptDay, retentionPolicy } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { createPublicKey, verify } from 'node:crypto';
import { retentionService } from '../../src/index.ts';
import { someAccounts, someEvidence } from './evidence.builder.ts';
import { HolderFake } from './holder.fake.ts';

const clock = new ManualClock(new Date('2026-03-10T12:00:00.000Z'));
const house = testHouse([retentionService], clock);
const holders = {
  GATEWAY: new HolderFake(),
  LOG_STORE: new HolderFake(),
  EXECUTOR: new HolderFake(),
  IDENTITY: new HolderFake(),
  VAULT: new HolderFake(),
};
let retention: RunningService;

beforeAll(async () => {
  const urls: Record<string, string> = {};
  for (const [name, holder] of Object.entries(holders)) urls[`EBB_URL_${name}`] = await holder.start();
  // Nobody listens there: what is looked at from outside is other tests'.
  retention = await house.start(retentionService, { ...urls, EBB_PUBLIC_URL: 'http://127.0.0.1:9' });
});
afterAll(() => Promise.all(Object.values(holders).map((holder) => holder.stop())));
afterEach(() => {
  for (const holder of Object.values(holders)) {
    holder.oldest.clear();
    holder.isAway = false;
    holder.accounts = someAccounts();
    holder.evidence = someEvidence();
  }
});

async function verified() {
  const { body } = await house.askAs(retention, newOrganisationId(), '/v1/policy/verification', ['policy:read']);
  return verificationSchema.parse(body);
}
async function stateOf(id: string) {
  const { report } = await verified();
  return report.claims.find((claim) => claim.id === id)?.state;
}

describe('the verification of the notice', () => {
  it('has every claim with its state, and says so where nothing measures it', async () => {
    const { report } = await verified();
    expect(report.claims.map(({ id }) => id)).toEqual(claims().map(({ id }) => id));
    expect(report.claims.filter(({ measured, state }) => (measured === 'not') !== (state === 'unmeasured'))).toEqual(
      [],
    );
    expect(report.claims.find(({ id }) => id === 'C29')).toMatchObject({ state: 'unmeasured', evidence: [] });
    expect(report.claims.find(({ id }) => id === 'C39')).toMatchObject({ state: 'unmeasured', measured: 'not' });
    expect(report.evidence.find(({ id }) => id === 'contact-on-the-page')?.notMeasured).toContain('declared nothing');
    // The door is shut, so that everything seen there is not proved.
    const failing = report.claims.filter(({ state }) => state === 'fails').map(({ id }) => id);
    expect(failing).toEqual(['C12', 'C13', 'C18', 'C19', 'C23', 'C36']);
  });

  it('does not say that a sentence holds of which it saw a part', async () => {
    const { report } = await verified();
    const claim = (id: string) => report.claims.find((one) => one.id === id);
    expect(claim('C07')).toMatchObject({ state: 'holds', measured: 'wholly' });
    expect(claim('C01')).toMatchObject({ state: 'partly', measured: 'partly', missing: null });
  });

  it('keeps the last report, as it was signed', async () => {
    const { jws } = await verified();
    const last = await house.askAs(retention, newOrganisationId(), '/v1/policy/verification/last', ['policy:read']);
    expect(verificationSchema.parse(last.body).jws === jws).toBe(true);
    const { status } = await house.askAs(retention, newOrganisationId(), '/v1/policy/verification/last', ['runs:read']);
    expect(status).toBe(403);
  });

  it.each(retentionPolicy().categories.map(({ id, claim, ttl, stores }) => ({ id, claim, ttl, stores })))(
    'sees a day of $id that should be gone, and none that may stay',
    async ({ id, ttl, stores }) => {
      const [store] = stores;
      const name = store?.service.toUpperCase().replace('-', '_') as keyof typeof holders;
      const evidenceOf = async (day: string) => {
        holders[name].oldest.set(store?.table ?? '', day);
        return (await verified()).report.evidence.find((one) => one.id === `oldest-day-of-${id}`);
      };
      const firstKept = firstKeptDay(ttl, clock.nowMs());
      expect(await evidenceOf(firstKept)).toMatchObject({ holds: true, failure: null });
      const before = firstKeptDay(ttl, clock.nowMs() - 86_400_000);
      const found = await evidenceOf(before);
      expect(found).toMatchObject({ holds: false });
      expect(found?.facts.filter(({ holds }) => !holds).map(({ measured }) => measured)).toEqual([before]);
    },
  );

  it('allows the sweep an hour after the end of a day', async () => {
    holders.LOG_STORE.oldest.set('notification', firstKeptDay(retentionPolicy().ttl('notifications'), clock.nowMs()));
    clock.advance(12 * 3_600_000 + 3_599_000);
    expect(await stateOf('C07')).not.toBe('fails');
    clock.advance(2_000);
    expect(await stateOf('C07')).toBe('fails');
    clock.advance(-(12 * 3_600_000 + 3_601_000));
  });

  it('sees rights that no role may have, whoever has them', async () => {
    const [owner, ...others] = someEvidence().roles;
    if (owner === undefined) throw new Error('There are four roles.');
    const faults = [
      { roles: [{ ...owner, bypassesRowSecurity: true }, ...others] },
      { roles: [{ ...owner, isSuperuser: true }, ...others] },
      { roles: [{ ...owner, createsRoles: true }, ...others] },
      { roles: [{ ...owner, foreignSchemas: ['identity'] }, ...others] },
      { roles: others },
      { strangers: ['ebb_executor: connection'] },
      { readByWriter: ['connection'] },
    ];
    for (const fault of faults) {
      holders.VAULT.evidence = someEvidence(fault);
      const { report } = await verified();
      expect(report.evidence.filter(({ id, holds }) => /^roles-of/.test(id) && !holds).map(({ id }) => id)).toEqual([
        'roles-of-vault',
      ]);
      expect(report.claims.find(({ id }) => id === 'C21')?.state).toBe('fails');
    }
  });

  it('sees events that are left where they were published, once they should be gone', async () => {
    const at = (days: number) => new Date(clock.nowMs() - days * 86_400_000).toISOString();
    for (const [oldest, holds] of [
      [at(2.9), true],
      [at(3.1), false],
      [null, true],
    ] as const) {
      holders.GATEWAY.evidence = someEvidence({ partitioned: [{ table: 'outbox', oldest }] });
      const { report } = await verified();
      expect(report.evidence.find(({ id }) => id === 'queues-of-gateway')).toMatchObject({ holds });
    }
  });

  it('does not take bytes that are not sealed for sealed ones, and nothing for neither', async () => {
    const sealedIn = async (unsealedCount: number, sampledCount: number) => {
      holders.VAULT.evidence = someEvidence({
        sealed: [{ table: 'connection', column: 'secret_sealed', sampledCount, unsealedCount }],
      });
      return (await verified()).report.evidence.find(({ id }) => id === 'sealed-in-vault');
    };
    expect(await sealedIn(0, 20)).toMatchObject({ holds: true, notMeasured: null, wholly: [] });
    expect(await sealedIn(1, 20)).toMatchObject({ holds: false });
    expect(await sealedIn(0, 0)).toMatchObject({ holds: true, notMeasured: 'nothing is stored there yet', facts: [] });
  });

  it('takes silence for no proof', async () => {
    holders.GATEWAY.isAway = true;
    const { report } = await verified();
    expect(report.claims.find(({ id }) => id === 'C05')?.state).toBe('fails');
    expect(report.evidence.find(({ id }) => id === 'oldest-day-of-gateway-logs')).toMatchObject({
      holds: false,
      failure: 'HOST.PEER_UNAVAILABLE',
      facts: [],
    });
  });

  it('is signed, so that the report can be checked by whoever is shown it, and not be changed', async () => {
    const { report, jws } = await verified();
    const { keys } = policyKeysSchema.parse(await (await fetch(`${retention.url}/v1/policy/keys`)).json());
    const [header = '', payload = '', signature = ''] = jws.split('.');
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
    const key = keys.find(({ kid }) => kid === (read(header) as { kid: string }).kid);
    const isSigned = (text: string) =>
      verify(
        null,
        Buffer.from(text),
        createPublicKey({ key: { ...key }, format: 'jwk' }),
        Buffer.from(signature, 'base64url'),
      );
    expect(isSigned(`${header}.${payload}`)).toBe(true);
    expect(verificationReportSchema.parse(read(payload))).toEqual(report);
    const changed = JSON.stringify({ ...report, claims: [] });
    expect(isSigned(`${header}.${Buffer.from(changed).toString('base64url')}`)).toBe(false);
  });
});
