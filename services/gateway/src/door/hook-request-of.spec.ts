import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { EncodedBodyError, MalformedBodyError } from './door.errors.ts';
import { hookRequestOf } from './hook-request-of.ts';

const options = { headers: false, method: false, passThrough: false };

/** Just what is read of a request. */
function request(headers: Record<string, string>): IncomingMessage {
  const rawHeaders = Object.entries(headers).flat();
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const made = new IncomingMessage(new Socket());
  return Object.assign(made, { method: 'POST', headers: lower, rawHeaders });
}

describe('hookRequestOf', () => {
  it('keeps headers in order and case, and the body byte for byte', () => {
    const body = Buffer.from([0, 255, 10, 13]);
    const made = hookRequestOf(
      request({ 'X-A': '1', 'x-a': '2', 'Content-Type': 'image/png' }),
      'q=%20',
      body,
      options,
    );
    expect(made).toEqual({
      method: 'POST',
      query: 'q=%20',
      headers: [
        ['X-A', '1'],
        ['x-a', '2'],
        ['Content-Type', 'image/png'],
      ],
      contentType: 'image/png',
      body: body.toString('base64'),
      options,
    });
  });

  it.each([
    ['multipart/form-data', '--B--'],
    ['multipart/form-data; boundary=B', '--B\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf of it'],
    ['Multipart/Form-Data; boundary="B"', ''.padEnd(10)],
  ])('refuses a form that names no boundary or was cut off: %s', (contentType, body) => {
    const make = (passThrough: boolean) =>
      hookRequestOf(request({ 'Content-Type': contentType }), '', Buffer.from(body), { ...options, passThrough });
    expect(() => make(false)).toThrow(MalformedBodyError);
    expect(make(true).contentType).toBe(contentType);
  });

  it('takes a form that ends as it should', () => {
    const body = Buffer.from('--B\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--B--\r\n');
    const made = hookRequestOf(request({ 'Content-Type': 'multipart/form-data; boundary=B' }), '', body, options);
    expect(made.body).toBe(body.toString('base64'));
  });

  it.each(['application/json', 'APPLICATION/JSON ; charset=utf-8', 'application/cloudevents+json'])(
    'refuses what is not JSON under %s',
    (type) => {
      expect(() => hookRequestOf(request({ 'Content-Type': type }), '', Buffer.from('{'), options)).toThrow(
        MalformedBodyError,
      );
      expect(() => hookRequestOf(request({ 'Content-Type': type }), '', Buffer.from('[1]'), options)).not.toThrow();
    },
  );

  it('takes a leading byte order mark and refuses bytes that are no UTF-8', () => {
    const json = request({ 'Content-Type': 'application/json' });
    expect(() => hookRequestOf(json, '', Buffer.from('\ufeff{"a":1}'), options)).not.toThrow();
    expect(() => hookRequestOf(json, '', Buffer.from('{"a":"\xff"}', 'latin1'), options)).toThrow(MalformedBodyError);
  });

  it('never quotes the body in the refusal', () => {
    expect(() =>
      hookRequestOf(request({ 'Content-Type': 'application/json' }), '', Buffer.from('canary-77 {'), options),
    ).toThrow(/^(?!.*canary-77)/);
  });

  it.each(['text/plain', 'application/jsonlines', 'application/octet-stream', ''])(
    'takes anything under %j',
    (type) => {
      expect(() => hookRequestOf(request({ 'Content-Type': type }), '', Buffer.from('{'), options)).not.toThrow();
    },
  );

  it('takes an empty body under any type', () => {
    expect(hookRequestOf(request({ 'Content-Type': 'application/json' }), '', Buffer.alloc(0), options).body).toBe('');
  });

  it('refuses a compressed body unless the hook passes bodies through', () => {
    const compressed = request({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
    expect(() => hookRequestOf(compressed, '', Buffer.from([31, 139]), options)).toThrow(EncodedBodyError);
    expect(() =>
      hookRequestOf(compressed, '', Buffer.from([31, 139]), { ...options, passThrough: true }),
    ).not.toThrow();
  });
});
