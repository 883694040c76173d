import { TransientError } from '@ebbflow/kernel';
import { GroupCommit } from './group-commit.ts';

class AwayError extends TransientError {
  constructor() {
    super('TEST.AWAY', 'Away.');
  }
}

describe('GroupCommit', () => {
  it('writes what comes together in one batch and answers each item by itself', async () => {
    const batches: number[][] = [];
    const commits = new GroupCommit<number>(1, async (items) => {
      batches.push([...items]);
      return items.map((item) => item % 2 === 0);
    });
    await expect(Promise.all([1, 2, 3].map((item) => commits.add(item)))).resolves.toEqual([false, true, false]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('keeps a batch while the database is away and writes it afterwards', async () => {
    let attempts = 0;
    const commits = new GroupCommit<string>(1, async (items) => {
      attempts += 1;
      if (attempts < 3) throw new AwayError();
      return items.map(() => true);
    });
    await expect(commits.add('a')).resolves.toBe(true);
    expect(attempts).toBe(3);
  });

  it('gives up retrying when it is stopped', async () => {
    const commits = new GroupCommit<string>(1, async () => {
      throw new AwayError();
    });
    const written = commits.add('a');
    commits.stop();
    await expect(written).rejects.toBeInstanceOf(AwayError);
  });

  it('lets one bad item fail alone', async () => {
    const commits = new GroupCommit<string>(1, async (items) => {
      if (items.includes('bad')) throw new Error('value too long');
      return items.map(() => true);
    });
    const settled = await Promise.allSettled(['a', 'bad', 'b'].map((item) => commits.add(item)));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
