import { policyKeysSchema, verificationReportSchema, verificationSchema } from '@ebbflow/contracts';
import { ManualClock } from '@ebbflow/kernel';
import { claims, firstKeptDay, retentionPolicy } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
import { newOrganisationId, testHouse } from '@ebbflow/testing';
import { createPublicKey, verify } from 'node:crypto';
import { retentionService } from '../../src/index.ts';
import { HolderFake } from './holder.fake.ts';

const clock = new ManualClock(new Date('2026-03-10T12:00:00.000Z'));
const house = testHouse([retentionService], clock);
const holders = {
  GATEWAY: new HolderFake(),
  LOG_STORE: new HolderFake(),
  EXECUTOR: new HolderFake(),
  IDENTITY: new HolderFake(),
};
let retention: RunningService;

beforeAll(async () => {
  const urls: Record<string, string> = {};
  for (const [name, holder] of Object.entries(holders)) urls[`EBB_URL_${name}`] = await holder.start();
  retention = await house.start(retentionService, urls);
});
afterAll(() => Promise.all(Object.values(holders).map((holder) => holder.stop())));
afterEach(() => {
  for (const holder of Object.values(holders)) {
    holder.oldest.clear();
    holder.isAway = false;
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
    expect(report.claims.filter(({ evidence, state }) => (evidence.length === 0) !== (state === 'unmeasured'))).toEqual(
      [],
    );
    expect(report.claims.find(({ id }) => id === 'C14')?.state).toBe('unmeasured');
    expect(report.claims.filter(({ state }) => state === 'fails')).toEqual([]);
  });

  it('does not say that a sentence holds of which it saw a part', async () => {
    const { report } = await verified();
    const claim = (id: string) => report.claims.find((one) => one.id === id);
    expect(claim('C07')).toMatchObject({ state: 'holds', measured: 'wholly' });
    expect(claim('C01')).toMatchObject({ state: 'partly', measured: 'partly', missing: null });
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
      expect(await evidenceOf(before)).toMatchObject({ holds: false, facts: [{ measured: before, holds: false }] });
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
