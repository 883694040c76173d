import { newId, systemClock } from '@ebbflow/kernel';
import { generateServiceKeys, ServiceKeysConfig } from '@ebbflow/service-host';
import { Settings } from '@ebbflow/config';
import { benchDatabase } from '@ebbflow/testing';
import { AuditAnchorSignatures } from '../../src/audit/audit-anchor-signatures.ts';
import { AuditLog } from '../../src/audit/audit-log.ts';
import { AuditRepository } from '../../src/audit/audit.repository.ts';
import { AuditVerificationService } from '../../src/audit/audit-verification.service.ts';
import { SubjectKeys } from '../../src/audit/subject-keys.ts';
import { identityService } from '../../src/index.ts';

/** What an entry costs, alone, where many append to one chain and where each has its own; and how fast a chain is computed again. */
const EACH = 1_000;
const AT_ONCE = 16;

const { database, stop } = await benchDatabase('identity', identityService.migrations);
try {
  const subjects = new SubjectKeys(database);
  const audit = new AuditLog(subjects, systemClock);
  const personal = { subjectId: newId('usr'), facts: { clientIp: '192.0.2.1' } };
  const append = (tenantId: string): Promise<void> =>
    database.withTenant(tenantId, (sql) =>
      audit.append(sql, {
        tenantId,
        actor: { kind: 'user', id: personal.subjectId },
        action: 'session.began',
        object: { kind: 'session', id: newId('ses') },
        personal,
      }),
    );
  const perSecond = async (tenantOf: (worker: number) => string, workers: number): Promise<number> => {
    const startedAt = performance.now();
    await Promise.all(
      Array.from({ length: workers }, async (_, worker) => {
        for (let done = 0; done < EACH / workers; done += 1) await append(tenantOf(worker));
      }),
    );
    return Math.round((EACH * 1_000) / (performance.now() - startedAt));
  };
  const one = newId<string>('org');
  const tenants = Array.from({ length: AT_ONCE }, () => newId<string>('org'));
  await append(one);
  const alone = await perSecond(() => one, 1);
  const oneChain = await perSecond(() => one, AT_ONCE);
  const ownChains = await perSecond((worker) => tenants[worker] ?? one, AT_ONCE);

  const { privateKeys, jwks } = generateServiceKeys();
  const keys = new ServiceKeysConfig(new Settings({ EBB_SERVICE_KEY: privateKeys.identity, EBB_SERVICE_JWKS: jwks }));
  const verification = new AuditVerificationService(
    new AuditRepository(database, subjects),
    new AuditAnchorSignatures(keys),
  );
  const startedAt = performance.now();
  const { entryCount, isIntact } = await verification.verify(one);
  const verifiedPerSecond = Math.round((entryCount * 1_000) / (performance.now() - startedAt));
  process.stdout.write(`${JSON.stringify({ alone, oneChain, ownChains, entryCount, isIntact, verifiedPerSecond })}\n`);
} finally {
  await stop();
}
