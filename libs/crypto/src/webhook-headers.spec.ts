import { webhookHeaders } from './webhook-headers.ts';

describe('the signature of a webhook', () => {
  it('is that of the Standard Webhooks specification (its own example)', () => {
    const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
    const body = '{"test": 2432232314}';
    const sentAt = new Date(1_614_265_330_000);
    expect(webhookHeaders(secret, { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', sentAt, body })).toEqual([
      ['content-type', 'application/json'],
      ['webhook-id', 'msg_p5jXN8AQM9LWM0D4loKWxJek'],
      ['webhook-timestamp', '1614265330'],
      ['webhook-signature', 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='],
    ]);
  });
});
