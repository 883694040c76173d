import { ExpectedError, TransientError } from '@ebbflow/kernel';
import { QueryFailedError } from 'typeorm';
import { toPersistenceError } from './to-persistence-error.ts';

const withCode = (code: string): Error => Object.assign(new Error('text of the server'), { code });

describe('toPersistenceError', () => {
  it.each([
    '08006',
    '53300',
    '53100',
    '40001',
    '40P01',
    '57P01',
    '57P03',
    '57014',
    '25P03',
    'ECONNREFUSED',
    'ECONNRESET',
  ])('takes %s for something that passes', (code) => {
    expect(toPersistenceError(withCode(code))).toBeInstanceOf(TransientError);
    expect(toPersistenceError(new QueryFailedError('select', [], withCode(code)))).toBeInstanceOf(TransientError);
  });

  it.each(['23505', '23503', '42501', '42P01', '22P02', '42601'])('leaves %s as it is', (code) => {
    const error = withCode(code);
    expect(toPersistenceError(error)).toBe(error);
  });

  it('knows the errors of pg that carry no code', () => {
    expect(toPersistenceError(new Error('Connection terminated unexpectedly'))).toBeInstanceOf(TransientError);
    expect(toPersistenceError(new Error('timeout exceeded when trying to connect'))).toBeInstanceOf(TransientError);
    expect(toPersistenceError(new AggregateError([withCode('ECONNREFUSED')]))).toBeInstanceOf(TransientError);
  });

  it('leaves our own errors and unknown ones alone, and quotes no text of the server', () => {
    const own = new ExpectedError('TEST.OWN', 409, 'own');
    expect(toPersistenceError(own)).toBe(own);
    expect(toPersistenceError('text')).toBe('text');
    expect((toPersistenceError(withCode('53300')) as Error).message).not.toContain('text of the server');
  });
});
