import { hookBundles, type ReceivedRequest } from './hook-bundles.ts';

function bundles(body: string | Buffer, contentType: string, more: Partial<ReceivedRequest> = {}) {
  return hookBundles({
    method: 'POST',
    query: '',
    headers: [['Content-Type', contentType]],
    contentType,
    body: Buffer.from(body).toString('base64'),
    options: { headers: false, method: false, passThrough: false },
    ...more,
  });
}

describe('what a webhook brings', () => {
  it('the fields of a JSON object', () => {
    expect(bundles('{"a":{"b":[1]},"c":null}', 'application/json; charset=utf-8')).toEqual([
      { a: { b: [1] }, c: null },
    ]);
  });

  it('one bundle for each element of a JSON array', () => {
    expect(bundles('[{"a":1},"x"]', 'application/json')).toEqual([{ a: 1 }, { value: 'x' }]);
  });

  it('JSON that says it is something else, or nothing', () => {
    expect(bundles('{"a":1}', 'text/plain')).toEqual([{ a: 1 }]);
    expect(bundles('{"a":1}', '')).toEqual([{ a: 1 }]);
    expect(bundles('{"a":1}', 'application/vnd.api+json')).toEqual([{ a: 1 }]);
  });

  it('the fields of a form, with lists where a name comes again', () => {
    expect(bundles('a=1&b=x+y&b=%C3%A9&c%5B%5D=z', 'application/x-www-form-urlencoded')).toEqual([
      { a: '1', b: ['x y', 'é'], c: ['z'] },
    ]);
  });

  it('the parts of a multipart form, files with name, type and bytes', () => {
    const body = Buffer.concat([
      Buffer.from(
        '--B\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\nthere\r\n--B\r\nContent-Disposition: form-data; filename="a \\"b\\".bin"; name="file"\r\nContent-Type: application/x-thing\r\n\r\n',
      ),
      Buffer.from([0, 255, 13, 10, 7]),
      Buffer.from('\r\n--B--\r\n'),
    ]);
    expect(bundles(body, 'multipart/form-data; boundary="B"')).toEqual([
      {
        note: 'hello\r\nthere',
        file: { name: 'a "b".bin', mime: 'application/x-thing', data: new Uint8Array([0, 255, 13, 10, 7]) },
      },
    ]);
  });

  it('the query, which fields of the body win over', () => {
    expect(bundles('{"a":"body"}', 'application/json', { query: 'a=query&b=2' })).toEqual([{ a: 'body', b: '2' }]);
    expect(bundles('', '', { method: 'GET', query: 'x=1&x=2' })).toEqual([{ x: ['1', '2'] }]);
    expect(bundles('', '')).toEqual([{}]);
  });

  it('headers and method where the hook asks for them', () => {
    expect(bundles('{}', 'application/json', { options: { headers: true, method: true, passThrough: false } })).toEqual(
      [{ __IMTHEADERS__: [{ name: 'Content-Type', value: 'application/json' }], __IMTMETHOD__: 'POST' }],
    );
  });

  it('the body as it is where the hook passes it through', () => {
    expect(
      bundles('{broken', 'application/json', { options: { headers: false, method: false, passThrough: true } }),
    ).toEqual([{ value: '{broken' }]);
  });

  it('anything else as a value: text, or bytes where they are no text', () => {
    expect(bundles('<a/>', 'application/xml')).toEqual([{ value: '<a/>' }]);
    expect(bundles(Buffer.from([0xff, 0xfe, 0]), 'image/png')).toEqual([{ value: new Uint8Array([0xff, 0xfe, 0]) }]);
    expect(bundles('{broken', 'application/json')).toEqual([{ value: '{broken' }]);
  });

  const part = (head: string, content: string | Buffer) =>
    Buffer.concat([
      Buffer.from(`--B\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]);

  it('a file that holds the boundary itself, in the middle of a line or as the beginning of another', () => {
    const content = Buffer.from('x--B\r\n--Bogus\r\n--B');
    const body = Buffer.concat([part('name=f; filename=a.bin', content.subarray(0, -3)), Buffer.from('--B--')]);
    expect(bundles(body, 'multipart/form-data; boundary=B')).toEqual([
      { f: { name: 'a.bin', mime: 'application/octet-stream', data: new Uint8Array(content.subarray(0, -3)) } },
    ]);
  });

  it('a file name without the folders of its sender, and in any script', () => {
    const names = ['../../etc/passwd', 'C:\\\\temp\\\\a.txt'].map((name) => part(`name="f[]"; filename="${name}"`, ''));
    const body = Buffer.concat([
      ...names,
      part(`name="f[]"; filename="x"; filename*=UTF-8''na%C3%AFve.txt`, ''),
      Buffer.from('--B--'),
    ]);
    const [bundle] = bundles(body, 'multipart/form-data; boundary=B');
    expect((bundle?.['f'] as { name: string }[]).map(({ name }) => name)).toEqual(['passwd', 'a.txt', 'naïve.txt']);
  });

  it('a file of four megabytes without a copy of it', () => {
    const content = Buffer.alloc(4_194_304, 7);
    const body = Buffer.concat([part('name=f; filename=big.bin', content), Buffer.from('--B--')]);
    const [bundle] = bundles(body, 'multipart/form-data; boundary=B');
    const { data } = bundle?.['f'] as { data: Uint8Array };
    expect([data.length, data.buffer.byteLength]).toEqual([content.length, body.length]);
    expect(Buffer.compare(data, content)).toBe(0);
  });

  it('text in the charset it names', () => {
    expect(bundles(Buffer.from([0xe9]), 'text/plain; charset=iso-8859-1')).toEqual([{ value: 'é' }]);
    expect(bundles(Buffer.from([0xe9]), 'text/plain; charset=no-such')).toEqual([{ value: new Uint8Array([0xe9]) }]);
  });

  it.each([
    '',
    '--B',
    '--B\r\n',
    '--B\r\n\r\n--B',
    'no boundary at all',
    '--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--',
  ])('survives the multipart body %j', (body) => {
    expect(bundles(body, 'multipart/form-data; boundary=B')).toEqual([{}]);
  });

  it('does not let a field reach a prototype', () => {
    const [bundle] = bundles('__proto__=1&constructor=2', 'application/x-www-form-urlencoded');
    expect(Object.getPrototypeOf(bundle)).toBe(Object.prototype);
    expect(Object.keys(bundle ?? {})).toEqual(['constructor']);
  });
});
