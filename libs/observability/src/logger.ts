import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import type { ConstantSentence, LogFields } from './log-fields.ts';
import { safeError } from './safe-error.ts';
import { safeFields } from './safe-fields.ts';
import { currentTraceId } from './trace-context.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * One JSON line for each fact: time, level, msg (a constant sentence), service, traceId, ids.
 * `error` needs a human, `warn` may, `info` is a fact about state (at most one a run), `debug` is off.
 * Injectable by its class in every service.
 */
export class Logger {
  readonly #pino: PinoLogger;

  constructor(output: PinoLogger) {
    this.#pino = output;
  }

  debug<Sentence extends string>(sentence: ConstantSentence<Sentence>, fields?: LogFields): void {
    this.#write('debug', sentence, fields);
  }

  info<Sentence extends string>(sentence: ConstantSentence<Sentence>, fields?: LogFields): void {
    this.#write('info', sentence, fields);
  }

  warn<Sentence extends string>(sentence: ConstantSentence<Sentence>, fields?: LogFields, cause?: unknown): void {
    this.#write('warn', sentence, fields, cause);
  }

  error<Sentence extends string>(sentence: ConstantSentence<Sentence>, fields?: LogFields, cause?: unknown): void {
    this.#write('error', sentence, fields, cause);
  }

  /** The same logger with fields on every line. */
  child(fields: LogFields): Logger {
    return new Logger(this.#pino.child(safeFields(fields)));
  }

  #write(level: Exclude<LogLevel, 'silent'>, sentence: string, fields?: LogFields, cause?: unknown): void {
    if (!this.#pino.isLevelEnabled(level)) return;
    const traceId = currentTraceId();
    this.#pino[level](
      {
        ...(traceId === undefined ? {} : { traceId }),
        ...(fields === undefined ? {} : safeFields(fields)),
        ...(cause === undefined ? {} : { error: safeError(cause) }),
      },
      sentence,
    );
  }
}

/** A logger for one service. `destination` defaults to stdout; several loggers of one process may share one. */
export function createLogger(options: { service: string; level?: LogLevel; destination?: DestinationStream }): Logger {
  return new Logger(
    pino(
      {
        level: options.level ?? 'info',
        base: { service: options.service },
        timestamp: () => `,"time":"${new Date().toISOString()}"`,
        formatters: { level: (label) => ({ level: label }) },
        // Nothing below these names should ever come here; if a later field forgets that, its value still does not.
        redact: {
          paths: [
            'password',
            'token',
            'secret',
            'authorization',
            'cookie',
            'email',
            'body',
            '*.password',
            '*.token',
            '*.secret',
            '*.authorization',
            '*.cookie',
            '*.email',
            '*.body',
          ],
          censor: '[redacted]',
        },
      },
      options.destination ?? pino.destination({ dest: 1, sync: true }),
    ),
  );
}
