import { randomBytes } from 'node:crypto';
import { Settings } from '@ebbflow/config';
import { newId, systemClock } from '@ebbflow/kernel';
import { Outbox } from '@ebbflow/messaging';
import { benchDatabase } from '@ebbflow/testing';
import { vaultService } from '../../src/index.ts';
import { tenantKeyContextOf } from '../../src/keys/tenant-key-context.policy.ts';
import { TenantKeysRepository } from '../../src/keys/tenant-keys.repository.ts';
import { TenantKeysService } from '../../src/keys/tenant-keys.service.ts';
import { KeyRewrapping } from '../../src/root-key/key-rewrapping.ts';
import { RootKeysService } from '../../src/root-key/root-keys.service.ts';
import { WrappingKeysService } from '../../src/root-key/wrapping-keys.service.ts';

const TENANTS = 1_000;
const VERSIONS = 100;

const { database, stop } = await benchDatabase('vault', vaultService.migrations);
try {
  const roots = new RootKeysService(new Settings({ EBB_VAULT_ROOT_KEY: randomBytes(32).toString('base64') }));
  const wrapping = new WrappingKeysService(database, roots, systemClock);
  const keys = new TenantKeysService(
    roots,
    wrapping,
    new TenantKeysRepository(database, new Outbox(database), systemClock),
    systemClock,
  );
  const { key, rootKeyFingerprint } = await wrapping.current();
  const tenants = Array.from({ length: TENANTS }, () => newId('org'));
  const versions = Array.from({ length: VERSIONS }, (_, index) => index + 1);
  for (const tenantId of tenants) {
    const wrapped = versions.map((version) =>
      key.wrap(tenantKeyContextOf(tenantId, 'payload', version), randomBytes(32)),
    );
    await database.withTenant(tenantId, (sql) =>
      sql.query(
        {
          name: 'bench-keys',
          text: `
            insert into vault.tenant_key (tenant_id, purpose, version, wrapped_key_sealed, wrapping_generation, root_key_fingerprint, created_at)
            select $1, 'payload', version, wrapped, 1, $4, now() from unnest($2::int[], $3::bytea[]) as given (version, wrapped)`,
        },
        [tenantId, versions, wrapped, rootKeyFingerprint],
      ),
    );
  }
  let isDone = false as boolean;
  let readCount = 0;
  let failedCount = 0;
  const reading = (async () => {
    while (!isDone) {
      const tenantId = tenants[readCount % TENANTS] ?? '';
      await keys.read(tenantId, 'payload', 1 + (readCount % VERSIONS)).catch(() => (failedCount += 1));
      readCount += 1;
    }
  })();
  const startedAt = performance.now();
  const younger = await wrapping.add();
  const rewrapped = await new KeyRewrapping(database, roots, wrapping).rewrapAll(
    younger.key,
    younger.rootKeyFingerprint,
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  isDone = true;
  await reading;
  process.stdout.write(`${JSON.stringify({ rewrapped, seconds, readCount, failedCount })}\n`);
} finally {
  await stop();
}
