import { isKeyless, keyValue } from './lane-keys.ts';

describe('keyValue', () => {
  it.each([
    ['{{1.customer}}', { customer: 'c7' }, 'c7'],
    ['{{1.customer}}', { customer: 7 }, '7'],
    ['{{1.a}}-{{1.b}}', { a: 'x', b: 'y' }, 'x-y'],
    ['{{1.customer}}', {}, ''],
    ['{{2.customer}}', { customer: 'c7' }, ''],
    ['{{parseNumber(1.customer)}}', { customer: 'no number' }, ''],
  ])('of %s over %j is %j', (template, bundle, value) => {
    expect(keyValue(template, 1, bundle)).toBe(value);
  });
});

describe('isKeyless', () => {
  it('tells the lane in which keys are asked for from every other', () => {
    expect(isKeyless('scn_1/?')).toBe(true);
    expect(isKeyless('scn_1')).toBe(false);
    expect(isKeyless(`scn_1/${'0'.repeat(64)}`)).toBe(false);
  });
});
