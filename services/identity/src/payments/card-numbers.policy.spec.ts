import { CARD_NUMBER_GONE, hasCardNumber, withoutCardNumbers } from './card-numbers.policy.ts';

describe('a card number', () => {
  it.each([
    '4111111111111111',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '4111.1111.1111.1111',
    '4111\u00a01111\u20071111\u20091111',
    '4_1_1_1_1_1_1_1_1_1_1_1_1_1_1_1',
    '４１１１１１１１１１１１１１１１',
    'card 5555555555554444 of Ada',
    '378282246310005',
    '6304000000000000',
    '4222222222222',
    '6011000990139424000',
    '99994111111111111111',
  ])('is seen in %s', (text) => {
    expect(hasCardNumber(text)).toBe(true);
    expect(JSON.stringify(withoutCardNumbers({ a: [{ b: text, [text]: 1 }] }))).not.toMatch(/\d{4}/);
  });

  it.each(['4111111111111113', '123456789012', 'pi_3MtwBwLkdIwHu7ix28a3tqPa', '1767225600', '', '0000000000000000'])(
    'is not seen in %s',
    (text) => {
      expect(hasCardNumber(text)).toBe(false);
    },
  );

  it('is not looked for in what has the form of our reference', () => {
    const reference = `ord_${'4111111111111111'.padEnd(32, '0')}`;
    expect(withoutCardNumbers({ reference })).toEqual({ reference });
    expect(withoutCardNumbers(`${reference} `)).not.toContain('4111');
  });

  it('is replaced where it is a number, and all else stays', () => {
    expect(withoutCardNumbers({ pan: 4111111111111111, amount: 1_000, list: [null, true, 'x'] })).toEqual({
      pan: CARD_NUMBER_GONE,
      amount: 1_000,
      list: [null, true, 'x'],
    });
  });
});
