import { Settings } from '@ebbflow/config';
import { withSpan } from './span.ts';
import { TelemetryConfig } from './telemetry.config.ts';
import { startTelemetry } from './telemetry.ts';
import { currentTraceparent, readTraceparent } from './trace-context.ts';

const TRACE = 'c'.repeat(32);

beforeAll(() => startTelemetry(new TelemetryConfig(new Settings({})), 'test'));

describe('traceparent', () => {
  it('is passed on with a span id of its own, and the decision to record', async () => {
    for (const flags of ['00', '01']) {
      const incoming = `00-${TRACE}-${'d'.repeat(16)}-${flags}`;
      const outgoing = await withSpan('x', { traceparent: incoming }, () => Promise.resolve(currentTraceparent()));
      expect(outgoing).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-${flags}$`));
      expect(outgoing).not.toBe(incoming);
    }
  });

  it('stays the same trace across inner spans and waits', async () => {
    const seen = await withSpan('outer', { traceparent: `00-${TRACE}-${'d'.repeat(16)}-00` }, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return withSpan('inner', {}, () => Promise.resolve(currentTraceparent()));
    });
    expect(seen).toContain(TRACE);
  });

  it.each([
    undefined,
    '',
    'x',
    `00-${'0'.repeat(32)}-${'d'.repeat(16)}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `01-${TRACE}-x-01`,
    `00-${TRACE}-${'d'.repeat(16)}-01;drop`,
  ])('%p is not one, and starts a new trace', async (header) => {
    expect(readTraceparent(header)).toBeUndefined();
    const outgoing = await withSpan('x', { traceparent: header ?? 'malformed' }, () =>
      Promise.resolve(currentTraceparent()),
    );
    expect(outgoing).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });

  it('is nothing outside any span', () => {
    expect(currentTraceparent()).toBeUndefined();
  });
});

describe('telemetry', () => {
  it('is started once however often it is asked for', () => {
    const config = new TelemetryConfig(new Settings({}));
    expect(startTelemetry(config, 'a')).toBe(startTelemetry(config, 'b'));
  });
});
