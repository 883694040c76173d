import { ExpectedError } from '@ebbflow/kernel';

/** The embedded server cannot be set up on this machine; the message says what stands in the way and what to do. */
export class EmbeddedPostgresError extends ExpectedError {
  constructor(
    code: 'UNSUPPORTED' | 'NO_ACCOUNT' | 'INIT_FAILED' | 'START_FAILED' | 'UNSAFE_FOLDER',
    message: string,
    cause?: unknown,
  ) {
    super(`EMBEDDED_POSTGRES.${code}`, 500, message, { cause });
  }
}

/** Another live process runs this data folder. */
export class DataFolderInUseError extends ExpectedError {
  constructor(dataDir: string, pid: number) {
    super(
      'EMBEDDED_POSTGRES.IN_USE',
      409,
      `The data folder ${dataDir} is in use by process ${String(pid)}; stop that one first or choose another folder.`,
      { details: { pid } },
    );
  }
}
