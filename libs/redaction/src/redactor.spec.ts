import type { JsonValue } from '@ebbflow/kernel';
import fc from 'fast-check';
import { Redactor } from './redactor.ts';
import type { RuleSet } from './redaction-rules.ts';

const ALL: RuleSet['types'] = ['email', 'phone', 'card', 'iban', 'national-id'];
const rules = (over: Partial<RuleSet>): Redactor =>
  new Redactor({ paths: [], types: [], countries: ['CZ', 'SK'], ...over });
const shown = (value: JsonValue, over: Partial<RuleSet>): JsonValue => rules(over).begin().value(value, ['2']);
const byType = (text: string, types = ALL): JsonValue => shown(text, { types });

describe('what is known by its looks', () => {
  it.each([
    ['email', "joe.o'neil+shop@mail.example.co.uk"],
    ['email', 'jiří@české-dráhy.cz'],
    ['phone', '+420 777 123 456'],
    ['phone', '00420777123456'],
    ['phone', '777 123 456'],
    ['card', '4111 1111 1111 1111'],
    ['card', '5555-5555-5555-4444'],
    ['iban', 'CZ65 0800 0000 1920 0014 5399'],
    ['iban', 'de89370400440532013000'],
    ['national-id', '710319/2745'],
    ['national-id', '7103192745'],
    ['national-id', '780123/3540'],
    ['national-id', '531212/123'],
  ])('%s: %s', (type, text) => {
    expect(byType(text)).toEqual({ $redacted: type });
    expect(byType(`Write to ${text}, please`)).toBe(`Write to [redacted:${type}], please`);
  });

  it.each([
    'joe@localhost',
    'a @ b.cz',
    '4111 1111 1111 1112',
    'CZ65 0800 0000 1920 0014 5398',
    '710319/2746',
    '719919/2745',
    '0192-13-45',
    'order 123-456',
    '2026-11-24T15:16:17.123Z',
    '550e8400-e29b-41d4-a716-446655440000',
    'version 1.2.3.4',
  ])('nothing: %s', (text) => {
    expect(byType(text)).toBe(text);
  });

  it.each([
    ['PL', '44051401359'],
    ['DE', '36 574 261 809'],
    ['FR', '2 55 08 14 168 025 38'],
    ['ES', '54362315-K'],
    ['ES', 'X2482300W'],
    ['IT', 'RCCMNL83S18D969H'],
    ['NL', '111222333'],
    ['US', '536-90-4399'],
    ['SE', '880320-0016'],
    ['AT', '1237 010180'],
    ['FI', '131052-308T'],
  ])('the personal number of %s where that country is named: %s', (country, text) => {
    const types = ['national-id'] as const;
    expect(shown(text, { types, countries: [country] })).toEqual({ $redacted: 'national-id' });
    expect(shown(text, { types, countries: ['HR'] })).toBe(text);
  });

  it('is only what was asked for', () => {
    const text = 'joe@example.com, 4111111111111111';
    expect(byType(text, ['card'])).toBe('joe@example.com, [redacted:card]');
    expect(byType(text, ['email'])).toBe('[redacted:email], 4111111111111111');
  });

  it('is found in numbers, in names, in JSON in a text, in forms, in URLs and in bodies', () => {
    const value: JsonValue = {
      number: 4111111111111111,
      'joe@example.com': 1,
      json: '{"to":[{"mail":"joe@example.com"}],"n":1}',
      form: 'a=1&mail=joe%40example.com&b=x+y',
      url: 'see https://example.com/?u=joe%40example.com now',
      body: { $bytes: Buffer.from('{"mail":"joe@example.com"}').toString('base64') },
      picture: { $bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]).toString('base64') },
    };
    expect(shown(value, { types: ALL })).toEqual({
      number: { $redacted: 'card' },
      '[redacted:email]#1': 1,
      json: '{"to":[{"mail":{"$redacted":"email"}}],"n":1}',
      form: `a=1&mail=${encodeURIComponent('{"$redacted":"email"}')}&b=x+y`,
      url: 'see [redacted:email] now',
      body: { $redacted: 'email' },
      picture: value.picture,
    });
  });
});

describe('what a path names', () => {
  const value = {
    customer: { email: 'x', address: { street: 's', no: 1 } },
    items: [{ email: 'a', price: 1 }, { email: 'b' }],
    'dotted.name': 'd',
  };

  it.each<[string, (value: JsonValue) => unknown, unknown]>([
    ['2.customer.email', (all: any) => all.customer.email, { $redacted: 'path' }],
    ['2.customer', (all: any) => all.customer, { $redacted: 'path' }],
    [
      '2.items.email',
      (all: any) => all.items.map((item: any) => item.email),
      [{ $redacted: 'path' }, { $redacted: 'path' }],
    ],
    ['*.customer.*.street', (all: any) => all.customer.address, { street: { $redacted: 'path' }, no: 1 }],
    [
      '**.email',
      (all: any) => [all.customer.email, all.items[1]],
      [{ $redacted: 'path' }, { email: { $redacted: 'path' } }],
    ],
    ['2.dotted\\.name', (all: any) => all['dotted.name'], { $redacted: 'path' }],
  ])('%s is hidden', (path, pick, expected) => {
    expect(pick(shown(value, { paths: [path] }))).toEqual(expected);
  });

  it.each(['3.customer.email', 'customer.email', '2.Customer', '2.customer.email.more', '*'.repeat(3)])(
    '%s hides nothing',
    (path) => {
      expect(shown(value, { paths: [path] })).toBe(value);
    },
  );

  it('is hidden in JSON in a text and in a form too, and in messages that quote it', () => {
    const redaction = rules({ paths: ['2.body.secret', '2.form.user.name'] }).begin();
    const body = JSON.stringify({ secret: 'hunter22', open: true });
    expect(redaction.value({ body, form: 'user[name]=Jane+Doe&x=1' }, ['2'])).toEqual({
      body: '{"secret":{"$redacted":"path"},"open":true}',
      form: `user[name]=${encodeURIComponent('{"$redacted":"path"}')}&x=1`,
    });
    expect(redaction.message('The value hunter22 of Jane Doe is wrong.')).toBe(
      'The value [redacted:path] of [redacted:path] is wrong.',
    );
    expect(redaction.hidden.map(({ path }) => path)).toEqual(['2.body.secret', '2.form.user.name']);
  });
});

describe('what was made to be slow', () => {
  const work = { characters: 300_000, questions: 500 };

  it('is hidden where nobody looked at it', () => {
    const redaction = rules({ types: ALL }).begin(work);
    const numbers = Array.from({ length: 20_000 }, (_, index) => `77${String(index).padStart(3, '0')} 12`).join(' ');
    expect(JSON.stringify(redaction.value(numbers))).toContain('[redacted:unchecked]');
    expect(redaction.value('x'.repeat(300_000))).toEqual({ $redacted: 'unchecked' });
    expect(redaction.message('joe')).toBe('[redacted:unchecked]');
    let deep: JsonValue = 'joe@example.com';
    for (let level = 0; level < 5_000; level += 1) deep = { a: deep };
    expect(JSON.stringify(rules({ types: ALL }).begin().value(deep))).toContain('{"$redacted":"unchecked"}');
  });

  it.each([
    ['@', 'a@'.repeat(500_000)],
    ['local part', `${'a'.repeat(1_000_000)}@`],
    ['labels', `a@${'b.'.repeat(500_000)}`],
    ['digits', '1'.repeat(1_000_000)],
    ['groups', '1 '.repeat(500_000)],
    ['large groups', '123456789 '.repeat(100_000)],
    ['accounts', 'CZ65'.repeat(250_000)],
    ['spaced accounts', 'CZ65 '.repeat(200_000)],
    ['letters', 'a'.repeat(1_000_000)],
    ['percent', '%41'.repeat(300_000)],
    ['form', 'a=1&'.repeat(250_000)],
    ['brackets', '['.repeat(1_000_000)],
    ['json', JSON.stringify(Array.from({ length: 100_000 }, () => ({ a: { b: 'c' } })))],
  ])('ends in time: a megabyte of %s', (_name, text) => {
    const redactor = rules({ types: ALL, paths: ['**.a.**.b', '**.*.**.c', '2.**.**.d'] });
    // Of the processor, not of the clock: other tests run beside this one.
    const before = process.cpuUsage();
    redactor.begin().value({ text }, ['2']);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000);
  });

  it('whatever it is: no address, card or account that was put in comes out again, and without rules nothing changes', () => {
    const secrets = ['joe@example.com', '4111111111111111', 'CZ6508000000192000145399'];
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.constantFrom(...secrets), fc.constant(null), fc.boolean());
    const tree = fc
      .jsonValue({ maxDepth: 4 })
      .chain((rest) => fc.dictionary(fc.string(), fc.oneof(leaf, fc.array(leaf), fc.constant(rest as JsonValue))));
    const wrap = fc.constantFrom<(value: JsonValue) => JsonValue>(
      (value) => value,
      (value) => JSON.stringify(value),
      (value) => ({ deep: [JSON.stringify({ again: JSON.stringify(value) })] }),
    );
    fc.assert(
      fc.property(tree, wrap, (value, wrapped) => {
        const input = wrapped(value);
        const out = JSON.stringify(shown(input, { types: ALL }));
        for (const secret of secrets) expect(out).not.toContain(secret);
        expect(shown(input, {})).toBe(input);
      }),
      { numRuns: 300 },
    );
  });
});
