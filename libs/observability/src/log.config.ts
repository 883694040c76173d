import type { Settings } from '@ebbflow/config';
import type { LogLevel } from './logger.ts';

export class LogConfig {
  /** Lines below this level are not written. Default `info`. */
  readonly level: LogLevel;
  /** File the lines are appended to; standard output when not set. */
  readonly file: string | undefined;

  constructor(settings: Settings) {
    this.level = settings.oneOf('EBB_LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], { default: 'info' });
    this.file = settings.optionalString('EBB_LOG_FILE');
  }
}
