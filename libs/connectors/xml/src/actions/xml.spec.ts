import type { Bundle, ModuleContext, Value } from '@ebbflow/connector-sdk';
import { createXml } from './create-xml.action.ts';
import { parseXml } from './parse-xml.action.ts';

const parse = async (xml: string, parameters: Bundle = {}) =>
  (await parseXml.run({ mapped: { xml }, parameters }, {} as ModuleContext)).bundles[0];
const create = async (mapped: Bundle) =>
  (await createXml.run({ mapped, parameters: {} }, {} as ModuleContext)).bundles[0]?.['xml'];

describe('xml:ParseXML', () => {
  it('gives elements as arrays, text as text, attributes beside the value they belong to', async () => {
    expect(await parse('<data><text>Hello, world</text></data>')).toEqual({ data: { text: ['Hello, world'] } });
    expect(await parse('<data><text foo="bar">Hello</text><text/></data>')).toEqual({
      data: { text: [{ _attributes: { foo: 'bar' }, _value: 'Hello' }, ''] },
    });
    expect(
      await parse(
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE a>\n<a x="1">\n  <d:b xmlns:d="u">t</d:b>\n</a>\n',
      ),
    ).toEqual({
      a: { _attributes: { x: '1' }, 'd:b': [{ _attributes: { 'xmlns:d': 'u' }, _value: 't' }] },
    });
    expect(await parse('\uFEFF<a>only text</a>')).toEqual({ a: 'only text' });
  });

  it('decodes references, but nothing inside CDATA, and leaves comments out', async () => {
    expect(
      await parse('<a q="&quot;&#10;&lt;">&#65;&#x1F600;&amp;amp; <![CDATA[<b> &amp; ]]>&nbsp;<!-- no --></a>'),
    ).toEqual({
      a: { _attributes: { q: '"\n<' }, _value: 'A\u{1f600}&amp; <b> &amp; &nbsp;' },
    });
  });

  it('reads numbers where asked to, if they are written back the same way', async () => {
    const xml = '<a><n>12</n><n>-1.5</n><n>007</n><n>1.50</n><n>1e999</n><n> 3 </n></a>';
    expect(await parse(xml, { preserveNumbersAsText: 'false' })).toEqual({
      a: { n: [12, -1.5, '007', '1.50', '1e999', 3] },
    });
    expect(await parse(xml, { preserveNumbersAsText: true })).toMatchObject({
      a: { n: ['12', '-1.5', '007', '1.50', '1e999', ' 3 '] },
    });
  });

  it('takes names of JavaScript objects for names', async () => {
    expect(await parse('<a constructor="x"><constructor>y __proto__ = 1</constructor><toString/></a>')).toEqual({
      a: { _attributes: { constructor: 'x' }, constructor: ['y __proto__ = 1'], toString: [''] },
    });
  });

  it.each([
    ['is empty', ''],
    ['not well-formed XML at line 1, column', '<a><b></a>'],
    ['not well-formed', 'secret'],
    ['not well-formed', '<a x=secret/>'],
    ['exactly one root', '<a/><b/>'],
    ['declares entities', '<!DOCTYPE a [<!ENTITY b "secret">]><a>&b;</a>'],
    ['declares entities', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['nested deeper', '<a>'.repeat(10_000) + '</a>'.repeat(10_000)],
    ['__proto__', '<a><__proto__>1</__proto__></a>'],
    ['__proto__', '<a __proto__="1"/>'],
    ['is longer', 'x'.repeat(50_000_000)],
  ])('says %s, and quotes nothing', async (message, xml) => {
    await expect(parse(xml)).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.stringContaining(message) as string,
    });
    await expect(parse(xml)).rejects.toMatchObject({ message: expect.not.stringContaining('secret') as string });
  });
});

describe('xml:TransformToXML', () => {
  const document = '<?xml version="1.0" encoding="UTF-8"?>\n';

  it('writes what ParseXML reads', async () => {
    const xml = '<order id="7"><item sku="a&amp;b">1 &lt; 2</item><item>x</item><note/></order>';
    expect(await create((await parse(xml)) as Bundle)).toBe(document + xml);
  });

  it('writes dates, numbers, yes and no, and leaves out what is not there', async () => {
    expect(await create({ a: { n: 1.5, b: true, d: new Date(0), nothing: null, absent: undefined } })).toBe(
      `${document}<a><n>1.5</n><b>true</b><d>1970-01-01T00:00:00.000Z</d><nothing/></a>`,
    );
  });

  it.each<[string, Value]>([
    ['exactly one field', {}],
    ['exactly one field', { a: 1, b: 2 }],
    ['"a.1b" cannot be the name', { a: { '1b': 1 } }],
    ['"a.b" has a control character', { a: { b: 'x\u0000' } }],
    ['"a.b" has a control character', { a: { b: '\ud800' } }],
    ['"a.b[2]._attributes.c" must be text', { a: { b: ['x', { _attributes: { c: [] } }] } }],
    ['"a.d" holds an invalid date', { a: { d: new Date(Number.NaN) } }],
  ])('says %s', async (message, mapped) => {
    await expect(create(mapped as Bundle)).rejects.toMatchObject({
      errorClass: 'DataError',
      message: expect.stringContaining(message) as string,
    });
  });
});
