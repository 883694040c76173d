import { checkCall, DEEPEST_CALL, type CallLink } from './call-rules.policy.ts';

const link = (scenarioId: string, waits: boolean): CallLink => ({ scenario_id: scenarioId, waits });

describe('a call of another scenario', () => {
  it('is possible from a run nobody called, of any scenario but its own', () => {
    expect(() => checkCall([link('a', false)], 'b', true)).not.toThrow();
    expect(() => checkCall([link('a', false)], 'a', true)).toThrow('round in a circle');
  });

  it('may not wait for a scenario that waits for it, however far away', () => {
    const chain = [link('c', true), link('b', true), link('a', false)];
    expect(() => checkCall(chain, 'a', true)).toThrow('round in a circle');
    expect(() => checkCall(chain, 'd', true)).not.toThrow();
  });

  it('may wait for one that called it and did not wait', () => {
    expect(() => checkCall([link('b', false), link('a', false)], 'a', true)).not.toThrow();
  });

  it('may go in a circle where it does not wait, until it is too deep', () => {
    const chain = Array.from({ length: DEEPEST_CALL }, () => link('a', false));
    expect(() => checkCall(chain.slice(1), 'a', false)).not.toThrow();
    expect(() => checkCall(chain, 'a', false)).toThrow('16 deep');
  });
});
