import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Bundle } from '@ebbflow/connector-sdk';
import { anOutside, type Outside } from '@ebbflow/testing';
import { getItem } from './get-item.action.ts';

describe('{{app}}:GetItem', () => {
  let server: Server;
  let outside: Outside;
  let status: number;
  let body: string;
  let asked: IncomingHttpHeaders[];

  beforeEach(async () => {
    [status, body, asked] = [200, '{}', []];
    server = createServer((request, response) => {
      asked.push(request.headers);
      response.writeHead(status).end(body);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    outside = anOutside();
  });
  afterEach(async () => {
    await outside.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const run = (mapped?: Bundle) => {
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/items/1`;
    return getItem.run({ mapped: mapped ?? { url }, parameters: {} }, outside.context);
  };

  it('gives the answer as a bundle and counts its bytes', async () => {
    body = '{"id":1,"name":"Ada"}';
    expect(await run()).toEqual({ bundles: [{ id: 1, name: 'Ada' }], transferBytes: 21 });
  });

  it('sends the key of the step along, so that a repetition is known as one', async () => {
    await run();
    expect(asked).toMatchObject([{ 'idempotency-key': outside.context.idempotencyKey }]);
  });

  it.each([
    [429, 'RateLimitError'],
    [404, 'RuntimeError'],
    [503, 'RuntimeError'],
  ])('fails on status %d with %s and does not quote the answer', async (answered, errorClass) => {
    [status, body] = [answered, 'private'];
    await expect(run()).rejects.toMatchObject({
      errorClass,
      message: `The service answered with status ${String(answered)}.`,
    });
  });

  it.each(['', 'private', '[1]', '{"a":{"__proto__":1}}'])('refuses %j as an answer', async (answer) => {
    body = answer;
    await expect(run()).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.not.stringContaining('private') as string,
    });
  });

  it('needs an address', async () => {
    await expect(run({})).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.stringContaining('"url"') as string,
    });
  });
});
