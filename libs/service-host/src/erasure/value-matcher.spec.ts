import { ValueMatcher } from './value-matcher.ts';

const matcher = new ValueMatcher(['Zoë.Novak@example.org', '+420 777 123 456']);

describe('values somebody is known by', () => {
  it.each([
    'to: zoë.novak@EXAMPLE.org',
    '{"email":"zo\\u00eb.novak@example.org"}',
    'email=zo%C3%AB.novak%40example.org&x=1',
    'call (+420) 777-123-456 today',
    '420777123456',
  ])('are found in %s', (text) => {
    expect(matcher.matches(text)).toBe(true);
  });

  it.each(['zoe.novak@example.org', '+420 777 123 457', '', '% not encoded', '\\ not JSON'])(
    'are not found in %s',
    (text) => {
      expect(matcher.matches(text)).toBe(false);
    },
  );
});
