import { CannotOpenError } from '@ebbflow/crypto';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { findRootKeyCheck, type StoredRootKeyCheck } from './find-root-key-check.sql.ts';
import { insertRootKeyCheck } from './insert-root-key-check.sql.ts';
import { RootKeyMismatchError } from './root-key.errors.ts';
import { RootKeysService } from './root-keys.service.ts';
import { updateRootKeyCheck } from './update-root-key-check.sql.ts';
import { WrappingKeysService } from './wrapping-keys.service.ts';

const CONTEXT = { tenant: 'vault', object: 'root-key', field: 'root_key_check.check', version: 1 };
const CHECK_TEXT = Buffer.from('ebbflow');

/**
 * Holds the configured root keys against the database before the port opens. Starting with another key would look well until
 * the first credential is needed, and would seal new ones so that the right key cannot open them.
 *
 * The first start ever leaves a row sealed under its root key; of two replicas that start at once one leaves it and both
 * read it, so that two different keys are found here too. A rotation moves the row when nothing lies under the old key any more.
 */
@Injectable()
export class RootKeyCheckService implements OnModuleInit {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RootKeysService) private readonly roots: RootKeysService,
    @Inject(WrappingKeysService) private readonly wrapping: WrappingKeysService,
  ) {}

  /** @throws RootKeyMismatchError, which keeps the service from starting. */
  async onModuleInit(): Promise<void> {
    await this.verify();
  }

  /** @throws RootKeyMismatchError; RootKeyRefusedError, RootKeyAwayError where KMS holds the key */
  async verify(): Promise<void> {
    const { fingerprint } = this.roots.current;
    const sealed = await this.roots.seal(CONTEXT, CHECK_TEXT);
    const [stored] = await this.database.asWorker(async (sql) => {
      await sql.query(insertRootKeyCheck, [fingerprint, sealed]);
      return sql.query<StoredRootKeyCheck>(findRootKeyCheck);
    });
    try {
      const opened = stored && (await this.roots.open(CONTEXT, stored.checkSealed));
      if (!opened?.equals(CHECK_TEXT)) throw new CannotOpenError();
      await this.wrapping.load();
    } catch (thrown) {
      if (!(thrown instanceof CannotOpenError)) throw thrown;
      throw new RootKeyMismatchError(fingerprint, stored?.fingerprint ?? 'unknown');
    }
  }

  /** False when a rotation was cut off before its last step. */
  async isUnder(fingerprint: string): Promise<boolean> {
    const [stored] = await this.database.asWorker((sql) => sql.query<StoredRootKeyCheck>(findRootKeyCheck));
    return stored?.fingerprint === fingerprint;
  }

  /** To the root key in use, unless something still lies under another. */
  async move(): Promise<void> {
    const sealed = await this.roots.seal(CONTEXT, CHECK_TEXT);
    await this.database.asWorker((sql) => sql.query(updateRootKeyCheck, [this.roots.current.fingerprint, sealed]));
  }
}
