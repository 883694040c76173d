import { scenarioName } from './scenario-name.policy.ts';

describe('scenarioName', () => {
  it('drops what Postgres refuses in a text, and what nobody can read', () => {
    expect(scenarioName('a\u0000b\n')).toBe('a b');
  });

  it('never ends in half a character', () => {
    expect(scenarioName(`${'x'.repeat(199)}😀😀`)).toBe(`${'x'.repeat(199)}😀`);
    expect(scenarioName('\ud83d').isWellFormed()).toBe(true);
  });

  it('has a name for what has none', () => {
    expect(scenarioName(' \u0000 ')).toBe('Unnamed scenario');
  });
});
