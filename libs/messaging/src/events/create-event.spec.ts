import { hookReceived } from '@ebbflow/contracts';
import { ManualClock, newId } from '@ebbflow/kernel';
import { createEvent } from './create-event.ts';
import { readMessage } from '../consuming/read-message.ts';

const clock = new ManualClock(Date.UTC(2026, 0, 2, 3, 4, 5));
const tenantId = newId<string>('org');

describe('createEvent', () => {
  it('makes a CloudEvent that reads back as it was', () => {
    const event = createEvent(hookReceived, hookReceived.example, { tenantId, clock });
    expect(event.key).toBe(hookReceived.example.scenarioId);
    expect(event.attributes).toMatchObject({
      specversion: '1.0',
      type: 'ebbflow.gateway.hook-received.v1',
      time: '2026-01-02T03:04:05.000Z',
      subject: hookReceived.example.scenarioId,
      tenant: tenantId,
    });
    expect(readMessage(hookReceived, event)).toMatchObject({
      id: event.id,
      tenantId,
      time: clock.now(),
      data: hookReceived.example,
    });
  });

  it('refuses data against the schema, naming the field and not its value', () => {
    const data = { ...hookReceived.example, receivedAt: 'some private text' };
    expect(() => createEvent(hookReceived, data, { tenantId, clock })).toThrow(
      expect.objectContaining({
        code: 'MESSAGING.BAD_EVENT',
        message: expect.not.stringContaining('private') as string,
      }),
    );
  });
});

describe('readMessage', () => {
  const event = createEvent(hookReceived, hookReceived.example, { tenantId, clock });
  const cases: [string, Record<string, string>][] = [
    ['no id', { id: '' }],
    ['a tenant that is no organisation', { tenant: 'usr_1' }],
    ['a time that is none', { time: 'yesterday' }],
  ];

  it.each(cases)('refuses a message with %s', (_what, attributes) => {
    const message = { ...event, attributes: { ...event.attributes, ...attributes } };
    expect(() => readMessage(hookReceived, message)).toThrow(expect.objectContaining({ code: 'MESSAGING.MALFORMED' }));
  });
});
