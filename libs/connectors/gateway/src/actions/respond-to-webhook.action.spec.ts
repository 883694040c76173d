import type { Bundle, ModuleContext, WebhookResponse } from '@ebbflow/connector-sdk';
import { respondToWebhook } from './respond-to-webhook.action.ts';

async function respond(mapped: Bundle) {
  const sent: WebhookResponse[] = [];
  await respondToWebhook.run({ mapped, parameters: {} }, {
    respond: async (response: WebhookResponse) => void sent.push(response),
  } as unknown as ModuleContext);
  const [response] = sent;
  return { ...response, body: Buffer.from(response?.body ?? []).toString('utf8') };
}

describe('gateway:WebhookRespond', () => {
  it('answers text as it stands and collections as JSON', async () => {
    expect(await respond({ status: '201', body: 'done', headers: [{ key: 'x-a', value: 1 }] })).toEqual({
      status: 201,
      headers: [['x-a', '1']],
      body: 'done',
    });
    expect(await respond({ body: { ok: true } })).toEqual({
      status: 200,
      headers: [['content-type', 'application/json']],
      body: '{"ok":true}',
    });
  });

  it.each([
    [{ key: 'x-a', value: 'b\r\nset-cookie: c=d' }],
    [{ key: 'x-a\r\nx-b', value: 'c' }],
    [{ key: 'x a', value: 'c' }],
    [{ key: 'x-a', value: 'x'.repeat(4_097) }],
  ])('refuses a header that would write another: %j', async (header) => {
    await expect(respond({ headers: [{ key: 'x-ok', value: 'y' }, header] })).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.stringContaining('headers[2]') as string,
    });
  });

  it.each(['99', '600', 'abc', '200.5'])('refuses the status %j', async (status) => {
    await expect(respond({ status })).rejects.toMatchObject({ errorClass: 'DataError' });
  });
});
