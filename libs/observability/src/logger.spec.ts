import { Writable } from 'node:stream';
import { ExpectedError, Personal, Secret, TransientError } from '@ebbflow/kernel';
import { createLogger, type Logger, type LogLevel } from './logger.ts';
import { NestLogger } from './nest-logger.ts';
import { withSpan } from './span.ts';
import { TelemetryConfig } from './telemetry.config.ts';
import { startTelemetry } from './telemetry.ts';
import { Settings } from '@ebbflow/config';

const CANARY = 'canary-7f3a';

function aLogger(level: LogLevel = 'info'): {
  logger: Logger;
  lines: () => Record<string, unknown>[];
  text: () => string;
} {
  let written = '';
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done): void {
      written += chunk.toString();
      done();
    },
  });
  return {
    logger: createLogger({ service: 'executor', level, destination }),
    lines: () =>
      written
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    text: () => written,
  };
}

describe('a log line', () => {
  it('is one line of JSON with time, level, sentence, service and ids', () => {
    const { logger, lines } = aLogger();
    logger
      .child({ topic: 'ebbflow.executor.run' })
      .info('A batch was published.', { runId: 'run_1', eventCount: 3, durationMs: 1.5 });
    const [line] = lines();
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      service: 'executor',
      msg: 'A batch was published.',
      topic: 'ebbflow.executor.run',
      runId: 'run_1',
      eventCount: 3,
      durationMs: 1.5,
    });
  });

  it('below the level is not written', () => {
    const { logger, lines } = aLogger('warn');
    logger.info('Nobody reads this.');
    logger.debug('Nor this.');
    expect(lines()).toEqual([]);
  });

  it('carries the trace it was written in', async () => {
    await startTelemetry(new TelemetryConfig(new Settings({})), 'executor');
    const { logger, lines } = aLogger();
    await withSpan('test', { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` }, async () => {
      await Promise.resolve();
      logger.info('Inside.');
    });
    expect(lines()[0]).toMatchObject({ traceId: 'a'.repeat(32) });
  });
});

describe('what may not stand in a log line', () => {
  it('does not compile as a sentence or a field', () => {
    const { logger } = aLogger('silent');
    const payload: string = CANARY;
    // @ts-expect-error a sentence is constant
    logger.info(payload); // eslint-disable-line ebbflow/no-payload-in-log -- the compiler must refuse it, too
    // @ts-expect-error a sentence has no holes
    logger.info(`came: ${payload}`); // eslint-disable-line ebbflow/no-payload-in-log -- as above
    // @ts-expect-error there is no field for content
    logger.info('Came.', { body: payload });
    // @ts-expect-error a count is a number
    logger.info('Came.', { bundleCount: payload });
    expect(logger).toBeDefined();
  });

  it('is dropped or redacted when a cast lets it through', () => {
    const { logger, lines, text } = aLogger();
    const smuggled = {
      body: CANARY,
      email: CANARY,
      runId: `someone@${CANARY}.test`,
      module: `{"a":"${CANARY}"}`,
      topic: 'ebb_secretToken',
      eventCount: CANARY,
    };
    logger.info('Came.', smuggled as never);
    expect(text()).not.toContain(CANARY);
    expect(lines()[0]).toMatchObject({
      runId: '[redacted]',
      module: '[redacted]',
      topic: '[redacted]',
      eventCount: '[redacted]',
    });
    expect(Object.keys(lines()[0] ?? {})).not.toEqual(expect.arrayContaining(['body']));
  });

  it('is not in an error of somebody else: its message, its lines that look like frames, and its cause stay out', () => {
    const { logger, lines, text } = aLogger();
    const cause = Object.assign(new Error(`Key (email)=(${CANARY}) exists\n    at ${CANARY} (/x:1:1)`), {
      code: '23505',
      detail: CANARY,
    });
    logger.error(
      'The batch could not be stored.',
      {},
      new TransientError('EXECUTOR.NOT_STORED', 'Not stored; it is tried again.', { cause }),
    );
    expect(text()).not.toContain(CANARY);
    expect(lines()[0]).toMatchObject({
      error: {
        type: 'TransientError',
        code: 'EXECUTOR.NOT_STORED',
        family: 'transient',
        message: 'Not stored; it is tried again.',
        cause: { type: 'Error', code: '23505' },
      },
    });
    expect(JSON.stringify(lines()[0])).toMatch(/logger\.spec\.ts:\d+:\d+/);
  });

  it('is not in anything else that is thrown', () => {
    const { logger, text } = aLogger();
    for (const thrown of [
      CANARY,
      { message: CANARY },
      new Personal(CANARY),
      new Secret(CANARY),
      new RangeError(CANARY),
      null,
    ]) {
      logger.error('It failed.', {}, thrown);
    }
    expect(text()).not.toContain(CANARY);
  });

  it('does not come through the framework', () => {
    const { logger, lines, text } = aLogger();
    const nest = new NestLogger(logger);
    nest.error(new Error(CANARY), undefined, 'ExceptionsHandler');
    nest.warn(`${CANARY} is odd`, 'Router');
    nest.log();
    expect(text()).not.toContain(CANARY);
    expect(lines()).toMatchObject([
      { level: 'error', part: 'ExceptionsHandler' },
      { level: 'warn', part: 'Router' },
    ]);
  });

  it('is not the value a caller sent, when an expected error names the place only', () => {
    const { logger, text } = aLogger();
    logger.warn(
      'Refused.',
      { code: 'GATEWAY.BAD' },
      new ExpectedError('GATEWAY.BAD', 400, 'The body is not JSON.', { details: { hookId: 'hok_1' } }),
    );
    expect(text()).toContain('hok_1');
  });
});
