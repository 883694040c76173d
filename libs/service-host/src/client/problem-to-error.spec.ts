import { DefectError, ExpectedError, TransientError } from '@ebbflow/kernel';
import { problemToError } from './problem-to-error.ts';

const problem = (code: string, more: object = {}): string => JSON.stringify({ code, detail: 'What to do.', ...more });

describe("a peer's problem", () => {
  it('of the caller stays what it was, with its code, status and faults', () => {
    const faults = [{ pointer: '/a', message: 'Too long.' }];
    const error = problemToError('vault', 410, undefined, problem('VAULT.CONNECTION_REVOKED', { errors: faults }));
    expect(error).toBeInstanceOf(ExpectedError);
    expect(error).toMatchObject({ code: 'VAULT.CONNECTION_REVOKED', status: 410, message: 'What to do.', faults });
  });

  it('that names a time to wait keeps it', () => {
    expect(problemToError('identity', 429, '7', problem('IDENTITY.BUSY')).details).toEqual({ retryAfterMs: 7_000 });
    expect(problemToError('identity', 503, '7', problem('X'))).toMatchObject({ retryAfterMs: 7_000 });
  });

  it.each([502, 503, 504])('of status %d will pass', (status) => {
    expect(problemToError('vault', status, undefined, '<html>')).toBeInstanceOf(TransientError);
  });

  it.each([
    [500, problem('HOST.INTERNAL')],
    [404, 'not a problem'],
    [401, problem('HOST.UNAUTHENTICATED')],
  ])('of status %d with %s is a defect between us, of which the person learns nothing', (status, text) => {
    const error = problemToError('vault', status, undefined, text);
    expect(error).toBeInstanceOf(DefectError);
    expect(error.message).not.toContain('What to do');
  });
});
