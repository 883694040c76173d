import {
  noCredentials,
  noDevices,
  noSockets,
  type Bundle,
  type HttpRequest,
  type HttpResponse,
  type ModuleContext,
  type ModuleDefinition,
} from '@ebbflow/connector-sdk';
import { systemClock } from '@ebbflow/kernel';
import { httpConnector } from '../http.connector.ts';

/** Runs a module against one canned answer and shows what was sent. */
async function send(
  name: string,
  mapped: Bundle,
  parameters: Bundle = {},
  answer: Partial<HttpResponse> & { text?: string } = {},
) {
  const sent: HttpRequest[] = [];
  const module = httpConnector.modules.find((candidate) => candidate.name === name) as ModuleDefinition;
  const context: ModuleContext = {
    clock: systemClock,
    idempotencyKey: 'key-1',
    http: {
      send: async (request) => {
        sent.push(request);
        return {
          status: 200,
          headers: [['content-type', 'application/json']],
          body: Buffer.from(answer.text ?? '{}'),
          ...answer,
        };
      },
    },
    connections: {
      authorise: async (id, origin) => ({
        headers: [['authorization', `Bearer for ${id} at ${origin}`]],
        query: [['k', 'v']],
      }),
      credentials: noCredentials,
    },
    sockets: noSockets,
    devices: noDevices,
    timezone: 'UTC',
    moduleId: 1,
    cursor: undefined,
    get dataStores(): never {
      throw new Error('A request needs no data store.');
    },
    variable: () => undefined,
    respond: async () => undefined,
    signal: new AbortController().signal,
  };
  const result = await module.run({ mapped: { url: 'https://api.example.org/x', ...mapped }, parameters }, context);
  const [request] = sent;
  if (request === undefined) throw new Error('nothing was sent');
  return {
    request,
    output: result.bundles[0] ?? {},
    text: Buffer.from(bytesOf(request.body)).toString('utf8'),
    result,
  };
}

function bytesOf(body: HttpRequest['body']): Uint8Array {
  if (body === undefined) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  throw new Error('The body is read while it is sent.');
}

describe('http:ActionSendData', () => {
  const name = 'http:ActionSendData';

  it('sends what the author mapped, with scalars written as text', async () => {
    const { request, text } = await send(name, {
      method: 'post',
      qs: [
        { name: 'page', value: 2 },
        { name: 'tag', value: ['a', 'b c'] },
      ],
      headers: [{ name: 'X-One', value: '1' }],
      bodyType: 'raw',
      contentType: 'application/json',
      data: '{"a":1}',
      timeout: '90',
      followRedirect: 'false',
      rejectUnauthorized: 'true',
    });
    expect(request).toMatchObject({
      url: 'https://api.example.org/x?page=2&tag%5B0%5D=a&tag%5B1%5D=b%20c',
      method: 'POST',
      timeoutMs: 90_000,
      followRedirects: false,
      rejectUnauthorized: true,
      headers: [
        ['X-One', '1'],
        ['content-type', 'application/json'],
        ['idempotency-key', 'key-1'],
      ],
    });
    expect(text).toBe('{"a":1}');
  });

  it('leaves alone what the author set himself', async () => {
    const headers = [
      { name: 'Content-Type', value: 'text/csv' },
      { name: 'Idempotency-Key', value: 'mine' },
    ];
    const { request } = await send(name, { method: 'put', headers, data: 'a,b', contentType: 'application/json' });
    expect(request.headers).toEqual([
      ['Content-Type', 'text/csv'],
      ['Idempotency-Key', 'mine'],
    ]);
  });

  it('sends forms, encoded and in parts, the same bytes at each repetition', async () => {
    const form = await send(name, {
      method: 'post',
      bodyType: 'x_www_form_urlencoded',
      formFields: [
        { key: 'a', value: 'x y' },
        { key: 'b', value: 1 },
      ],
    });
    expect(form.text).toBe('a=x+y&b=1');
    const parts: Bundle = {
      method: 'post',
      bodyType: 'multipart_form_data',
      formDataFields: [
        { key: 'note"\r\n', fieldType: 'text', value: 'hi' },
        { key: 'file', fieldType: 'file', fileName: 'a.bin', data: new Uint8Array([1, 2]) },
      ],
    };
    const multipart = await send(name, parts);
    expect(multipart.text).toContain('name="note%22%0D%0A"\r\n\r\nhi\r\n');
    expect(multipart.text).toContain(
      'name="file"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n\u0001\u0002\r\n',
    );
    expect((await send(name, parts)).text).toBe(multipart.text);
  });

  it('signs with a user name and password', async () => {
    const { request } = await send(name, { authUser: 'ada', authPass: 'p:w' });
    expect(request.headers).toContainEqual(['authorization', `Basic ${Buffer.from('ada:p:w').toString('base64')}`]);
  });

  it('sends no body with GET', async () => {
    expect((await send(name, { method: 'get', data: 'x' })).request.body).toBeUndefined();
  });

  it('parses the answer only where asked to, and by what it is', async () => {
    const text = '{"a":[1]}';
    expect((await send(name, { parseResponse: 'true' }, {}, { text })).output).toMatchObject({
      statusCode: 200,
      data: { a: [1] },
      fileSize: 9,
    });
    expect((await send(name, { parseResponse: false }, {}, { text })).output['data']).toBe(text);
    expect((await send(name, { parseResponse: true }, {}, { text: '{broken' })).output['data']).toBe('{broken');
    const bytes = new Uint8Array([0xff, 0, 1]);
    expect((await send(name, { parseResponse: true }, {}, { body: bytes })).output['data']).toEqual(bytes);
  });

  it('an answer of 400 and above is an error only where the author says so', async () => {
    expect((await send(name, {}, {}, { status: 404 })).output['statusCode']).toBe(404);
    await expect(send(name, {}, { handleErrors: true }, { status: 404, text: '{"why":"gone"}' })).rejects.toMatchObject(
      {
        errorClass: 'RuntimeError',
        detail: { statusCode: 404, data: { why: 'gone' } },
      },
    );
    await expect(
      send(name, {}, { handleErrors: 'true' }, { status: 429, headers: [['Retry-After', '7']] }),
    ).rejects.toMatchObject({
      errorClass: 'RateLimitError',
      retryAfterMs: 7_000,
    });
  });

  it.each(['', '   ', 'api.example.org', 'ftp://example.org', 'file:///etc/passwd'])(
    'refuses the address %j without quoting it',
    async (url) => {
      await expect(send(name, { url })).rejects.toMatchObject({
        errorClass: 'DataError',
        message: expect.not.stringContaining('example') as string,
      });
    },
  );
});

describe('requests with a connection', () => {
  it('get its authorisation for the origin of the address', async () => {
    const { request } = await send('http:ActionSendDataAPIKeyAuth', {}, { auth: 4711 });
    expect(request.url).toBe('https://api.example.org/x?k=v');
    expect(request.headers).toContainEqual(['authorization', 'Bearer for 4711 at https://api.example.org']);
  });

  it('are not sent without one', async () => {
    await expect(send('http:ActionSendDataAPIKeyAuth', {}, {})).rejects.toMatchObject({
      errorClass: 'InvalidConfigurationError',
    });
    await expect(send('http:MakeRequest', {}, { authenticationType: 'basicAuth' })).rejects.toMatchObject({
      errorClass: 'InvalidConfigurationError',
    });
  });
});

describe('http:MakeRequest', () => {
  it.each<[string, Bundle, string, string]>([
    [
      'JSON text',
      { contentType: 'json', inputMethod: 'jsonString', jsonStringBodyContent: '{"a":1}' },
      'application/json',
      '{"a":1}',
    ],
    [
      'a data structure',
      { contentType: 'json', inputMethod: 'dataStructure', dataStructureBodyContent: { a: [1] } },
      'application/json',
      '{"a":[1]}',
    ],
    [
      'an encoded form',
      { contentType: 'urlEncoded', urlEncodedBodyContent: [{ name: 'a', value: 'b&c' }] },
      'application/x-www-form-urlencoded',
      'a=b%26c',
    ],
    [
      'text of a type of its own',
      { contentType: 'custom', customContentType: 'text/plain', customBodyContent: 'hi' },
      'text/plain',
      'hi',
    ],
  ])('sends %s', async (_, mapped, type, body) => {
    const { request, text } = await send('http:MakeRequest', { method: 'post', ...mapped });
    expect(request.headers).toContainEqual(['content-type', type]);
    expect(text).toBe(body);
  });

  it('knows its own names for query, redirects and errors', async () => {
    const { request } = await send('http:MakeRequest', {
      queryParameters: [{ name: 'q', value: '1' }],
      allowRedirects: false,
      timeout: '900',
    });
    expect(request).toMatchObject({ url: 'https://api.example.org/x?q=1', followRedirects: false, timeoutMs: 300_000 });
    await expect(send('http:MakeRequest', { stopOnHttpError: true }, {}, { status: 500 })).rejects.toMatchObject({
      errorClass: 'RuntimeError',
    });
  });
});

describe('http:ActionGetFile', () => {
  it('keeps the bytes, and names the file by the answer or the address', async () => {
    const body = Buffer.from('plain');
    const url = 'https://api.example.org/files/r%C3%A9sum%C3%A9.txt?x=1';
    expect((await send('http:ActionGetFile', { url }, {}, { body })).output).toMatchObject({
      data: body,
      fileName: 'résumé.txt',
    });
    const headers = [['Content-Disposition', 'attachment; filename="b.txt"']] as const;
    expect((await send('http:ActionGetFile', { url }, {}, { body, headers })).output['fileName']).toBe('b.txt');
  });
});
