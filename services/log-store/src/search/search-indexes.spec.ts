import { randomBytes } from 'node:crypto';
import { blindIndex, TenantKey, TenantKeys } from '@ebbflow/crypto';
import { ExpectedError, newId } from '@ebbflow/kernel';
import { SearchIndexes } from './search-indexes.ts';

const tenantId = newId('org');
const scenarioId = newId('scn');
const materials = [1, 2, 3].map(() => randomBytes(32));
const gone = new Set<number>();
const keys = new TenantKeys({
  read: async (_tenant, version = 3) => {
    if (gone.has(version)) throw new ExpectedError('VAULT.KEY_DESTROYED', 410, 'It is gone.');
    return { tenantId, version, key: (materials[version - 1] as Buffer).toString('base64') };
  },
});
const under = (version: number, value: string): string =>
  blindIndex(
    new TenantKey(tenantId, version, materials[version - 1] as Buffer),
    { scenarioId, name: 'email' },
    value,
  ).toString('hex');
const asked = async (value: string): Promise<string[]> => {
  const [indexes = []] = await new SearchIndexes(keys).of(tenantId, { scenarioId, keys: { email: value } });
  return indexes.map((index) => index.toString('hex'));
};

describe('what is searched for', () => {
  it('is looked for under every version of the key that is left: runs keep the index of theirs', async () => {
    const [one, two, three] = [1, 2, 3].map((version) => under(version, 'a@b.c'));
    expect(await asked(' A@B.C ')).toEqual([three, one, two]);
    expect(new Set([one, two, three]).size).toBe(3);
  });

  it('is looked for under none once the keys are destroyed', async () => {
    gone.add(2);
    keys.forget(tenantId);
    expect(await asked('a@b.c')).toEqual([under(3, 'a@b.c'), under(1, 'a@b.c')]);
    gone.add(1).add(3);
    keys.forget(tenantId);
    expect(await asked('a@b.c')).toEqual([]);
  });
});
