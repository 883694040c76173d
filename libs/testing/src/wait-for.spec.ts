import { waitFor } from './wait-for.ts';

describe('waitFor', () => {
  it('returns the first truthy value', async () => {
    let asked = 0;
    await expect(waitFor(() => (++asked === 3 ? 'there' : undefined))).resolves.toBe('there');
    expect(asked).toBe(3);
  });

  it('names what it waited for, with the last error as its cause', async () => {
    const cause = new RangeError('still wrong');
    await expect(waitFor(() => Promise.reject(cause), { what: 'a train', timeoutMs: 20 })).rejects.toMatchObject({
      code: 'TESTING.TIMED_OUT',
      message: 'Waited 20 ms in vain for a train.',
      cause,
    });
  });
});
