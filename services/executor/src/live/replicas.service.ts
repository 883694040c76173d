import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { RunLeasesService } from '../runs/leases/run-leases.service.ts';
import { ReplicaAddress } from './replica-address.ts';
import { announceReplica } from './sql/announce-replica.sql.ts';
import { findReplica } from './sql/find-replica.sql.ts';
import { listReplicas } from './sql/list-replicas.sql.ts';
import { removeReplica } from './sql/remove-replica.sql.ts';

/** Also how long it takes at most until a new replica can be watched from the others. */
const ANNOUNCE_MS = 5_000;
/** Until the port is open. */
const FIRST_MS = 100;
/** Not heard of for so long: not worth a try. */
const FRESH_MS = 30_000;

export interface Replica {
  readonly owner: string;
  readonly url: string;
}

/** Tells where the holder of a lease can be reached: a table of processes, which each keeps its own row of. */
@Injectable()
export class ReplicasService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #isStopping = false;

  constructor(
    private readonly database: Database,
    private readonly leases: RunLeasesService,
    private readonly address: ReplicaAddress,
    private readonly logger: Logger,
  ) {}

  /** The name this process has in `run.lease_owner`. */
  get owner(): string {
    return this.leases.terms.owner;
  }

  onApplicationBootstrap(): void {
    this.#timer = setTimeout(() => void this.#announce(), FIRST_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    await this.database
      .asWorker((sql) => sql.query(removeReplica, [this.owner]))
      // Others find out by themselves, and the row is forgotten in ten minutes.
      .catch(() => undefined);
  }

  async urlOf(owner: string): Promise<string | undefined> {
    const [found] = await this.database.asWorker((sql) => sql.query<{ url: string }>(findReplica, [owner]));
    return found?.url;
  }

  /** All replicas that seem to be alive, without this one. */
  async others(): Promise<Replica[]> {
    const found = await this.database.asWorker((sql) => sql.query<Replica>(listReplicas, [FRESH_MS]));
    return found.filter(({ owner }) => owner !== this.owner);
  }

  async #announce(): Promise<void> {
    const { url } = this.address;
    try {
      if (url !== undefined) await this.database.asWorker((sql) => sql.query(announceReplica, [this.owner, url]));
    } catch (thrown) {
      this.logger.warn('This replica could not be announced; runs it holds cannot be watched from others.', {}, thrown);
    }
    if (this.#isStopping) return;
    this.#timer = setTimeout(() => void this.#announce(), url === undefined ? FIRST_MS : ANNOUNCE_MS);
  }
}
