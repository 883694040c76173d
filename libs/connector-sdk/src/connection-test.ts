import type { ModuleContext } from './module-context.ts';

/** Kinds of connection whose client signs in itself. */
export type AccountKind = 'smtp' | 'imap' | 'ftp' | 'sftp' | 'postgresql' | 'mysql';

/** All that signing in to an account needs. */
export type AccountContext = Pick<ModuleContext, 'connections' | 'sockets'>;

/** Whether a connection works: signs in to its account and leaves again, with nothing changed there. */
export interface ConnectionTest {
  readonly kind: AccountKind;
  /** @throws ModuleError for what went wrong, as the kind's modules throw it: without what the server said */
  run(connectionId: string, context: AccountContext): Promise<void>;
}

export function defineConnectionTest(test: ConnectionTest): ConnectionTest {
  return test;
}
