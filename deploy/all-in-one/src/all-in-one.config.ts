import { resolve } from 'node:path';
import { ConfigError, type Settings } from '@ebbflow/config';
import type { Secret } from '@ebbflow/kernel';

const DEFAULT_PORT = 8080;

/** What a person may choose about the all-in-one; every service's own settings are derived from it. */
export class AllInOneConfig {
  /** Port of the console; the hook door listens on the next one. Default 8080, or the next free pair when those are taken. */
  readonly port: number;
  /** True when EBB_PORT was given: then a taken port is an error, not a reason to move. */
  readonly portIsFixed: boolean;
  /** Where everything lies: database, keys, blobs. Default `.ebbflow` in the folder the command was started from. */
  readonly dataDir: string;
  /** Address to listen on. Default loopback; anything else needs a TLS proxy in front (C14). */
  readonly host: string;
  /** An existing Postgres (15 or newer) instead of the embedded one: URL of a role that may create roles and schemas. */
  readonly databaseAdminUrl: Secret | undefined;

  constructor(settings: Settings) {
    this.portIsFixed = settings.optionalString('EBB_PORT') !== undefined;
    this.port = settings.integer('EBB_PORT', { default: DEFAULT_PORT, min: 1, max: 65_500 });
    this.dataDir = resolve(settings.string('EBB_DATA_DIR', { default: '.ebbflow' }));
    this.host = settings.string('EBB_HOST', { default: '127.0.0.1' });
    this.databaseAdminUrl = settings.optionalSecret('EBB_DATABASE_ADMIN_URL');
    if (this.databaseAdminUrl && !/^postgres(ql)?:\/\//.test(this.databaseAdminUrl.reveal())) {
      throw new ConfigError('EBB_DATABASE_ADMIN_URL', 'must start with postgres:// or postgresql://.');
    }
  }
}
