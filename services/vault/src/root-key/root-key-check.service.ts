import { SecretEnvelope } from '@ebbflow/crypto/secrets';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { VaultConfig } from '../vault.config.ts';
import { findRootKeyCheck, type StoredRootKeyCheck } from './find-root-key-check.sql.ts';
import { insertRootKeyCheck } from './insert-root-key-check.sql.ts';
import { RootKeyMismatchError } from './root-key.errors.ts';

const CONTEXT = { tenant: 'vault', object: 'root-key', field: 'root_key_check.check', version: 1 };
const CHECK_TEXT = Buffer.from('ebbflow');

/**
 * Holds the configured root key against the database before the port opens. Starting with another key would look well until
 * the first credential is needed, and would seal new ones so that the right key cannot open them.
 *
 * The first start ever leaves a row sealed under its root key; of two replicas that start at once one leaves it and both
 * read it, so that two different keys are found here too.
 */
@Injectable()
export class RootKeyCheckService implements OnModuleInit {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(VaultConfig) private readonly config: VaultConfig,
  ) {}

  /** @throws RootKeyMismatchError, which keeps the service from starting. */
  async onModuleInit(): Promise<void> {
    const { rootKey } = this.config;
    const envelope = new SecretEnvelope(rootKey.wrapper());
    const sealed = await envelope.seal(CONTEXT, CHECK_TEXT);
    const [stored] = await this.database.asWorker(async (sql) => {
      await sql.query(insertRootKeyCheck, [rootKey.fingerprint, sealed]);
      return sql.query<StoredRootKeyCheck>(findRootKeyCheck);
    });
    const opened = stored && (await envelope.open(CONTEXT, stored.checkSealed).catch(() => undefined));
    if (!stored || !opened?.equals(CHECK_TEXT)) {
      throw new RootKeyMismatchError(rootKey.fingerprint, stored?.fingerprint ?? 'unknown');
    }
  }
}
