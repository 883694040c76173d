import { ExpectedError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
// eslint-disable-next-line @nx/enforce-module-boundaries -- only services with a database import this entry; the others load service-host without it
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Admission } from '../health/admission.ts';
import { HealthChecks } from '../health/health-checks.ts';
import { RestoreConfig } from './restore.config.ts';

/** 503: the database came back from a backup, and whoever was erased since is still in it. */
export class RestoredNotReplayedError extends ExpectedError {
  constructor() {
    super(
      'HOST.RESTORED_NOT_REPLAYED',
      503,
      'This service was restored from a backup and is not served before erasures since then were done again; retention does so by itself when it runs.',
    );
  }
}

/** What is answered all the same: probes, and what retention needs to bring it in order. */
const ANSWERED = /^\/(health\/|internal\/v1\/(restore|erasures|tenant-keys)(\/|$|\?))/;

/**
 * *served* → (the mark in the database is not of this database) → *pending* → (retention has replayed its ledger) → *served*. Pending, the
 * service is not ready and answers nobody but retention. The mark is looked at once, at the start: nobody restores under a running service
 * without it losing its connections, and who restarts starts here. What no mark shows (a cold copy of the server's files put back) the ledger
 * shows, or the operator says: another value of EBB_RESTORED than the one that was replayed for is a restore.
 */
@Injectable()
export class RestoreGuard implements OnModuleInit {
  #isPending = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HealthChecks) private readonly health: HealthChecks,
    @Inject(Admission) private readonly admission: Admission,
    @Inject(Logger) private readonly logger: Logger,
    @Inject(RestoreConfig) private readonly config: RestoreConfig,
  ) {}

  get isPending(): boolean {
    return this.#isPending;
  }

  async onModuleInit(): Promise<void> {
    const [row] = await this.database.asWorker((sql) =>
      sql.query<{ isSame: boolean }>(readMark(this.database.schema), [this.config.restored]),
    );
    this.#isPending = row?.isSame !== true;
    if (this.#isPending)
      this.logger.warn('The database came back from a backup; nothing is served before erasures were done again.');
    this.health.add({
      name: 'restore',
      check: async () => {
        this.assertReleased();
        return Promise.resolve();
      },
    });
    this.admission.add((path) => {
      if (!ANSWERED.test(path)) this.assertReleased();
    });
  }

  /** For doors and jobs that are not behind the service's own routes. @throws RestoredNotReplayedError */
  assertReleased(): void {
    if (this.#isPending) throw new RestoredNotReplayedError();
  }

  /** The ledger was replayed: from now on this is the database the mark is of. */
  async release(): Promise<void> {
    await this.database.asWorker((sql) => sql.query(writeMark(this.database.schema), [this.config.restored]));
    if (this.#isPending) this.logger.info('Erasures since the backup were done again; the service is served.');
    this.#isPending = false;
  }
}

const readMark = (schema: string): { name: string; text: string } => ({
  name: 'read-restore-mark',
  text: `select mark = ${schema}.restore_mark_now() || $1::text as "isSame" from ${schema}.restore_mark`,
});

const writeMark = (schema: string): { name: string; text: string } => ({
  name: 'write-restore-mark',
  text: `
    insert into ${schema}.restore_mark (singleton, mark, marked_at) values (true, ${schema}.restore_mark_now() || $1::text, now())
    on conflict (singleton) do update set mark = excluded.mark, marked_at = excluded.marked_at`,
});
