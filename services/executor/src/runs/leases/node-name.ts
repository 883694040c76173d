import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { RunsConfig } from '../runs.config.ts';
import { lockNodeName } from '../sql/lock-node-name.sql.ts';

type Session = ReturnType<Database['dataSource']['createQueryRunner']>;

/**
 * The node's name, locked for as long as this process lives. The lock is Postgres's and belongs to a session: it ends with
 * the process, also by kill -9, and not before. So whoever has it knows that no other process of this name is alive, which a
 * heartbeat could only guess. Should the session break while the process lives, a second process of the same name might take
 * runs over early; the fencing tokens keep that safe.
 */
@Injectable()
export class NodeName {
  readonly #name: string;
  #session: Session | undefined;

  constructor(
    config: RunsConfig,
    private readonly database: Database,
  ) {
    this.#name = config.node;
  }

  /** True once the name is ours; asking again is cheap. */
  async lock(): Promise<boolean> {
    if (this.#session) return true;
    const session = this.database.dataSource.createQueryRunner();
    try {
      const rows = (await session.query(lockNodeName.text, [this.#name])) as { locked: boolean }[];
      if (rows[0]?.locked === true) this.#session = session;
      return this.#session !== undefined;
    } finally {
      if (this.#session !== session) await session.release();
    }
  }

  /** For an orderly stop: the next start need not wait for the connection to be missed. */
  async unlock(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (!session || session.isReleased) return;
    // The connection goes back to a pool, and a lock would go back with it.
    await session.query('select pg_advisory_unlock_all()').catch(() => undefined);
    await session.release();
  }
}
