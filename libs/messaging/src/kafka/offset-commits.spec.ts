import { OffsetCommits } from './offset-commits.ts';

/** A group whose commits end when the test says so. */
class Group {
  readonly commits: PromiseWithResolvers<undefined>[] = [];
  readonly commitOffsetsIfNecessary = (): Promise<undefined> => {
    const commit = Promise.withResolvers<undefined>();
    this.commits.push(commit);
    return commit.promise;
  };
  readonly uncommittedOffsets = (): { topics: [] } => ({ topics: [] });
}

describe('the commits of a consumer', () => {
  it('do not hold up the next batch, and are made once more for all that was handled meanwhile', async () => {
    const group = new Group();
    const commits = new OffsetCommits();
    commits.begin(group);
    commits.begin(group);
    commits.begin(group);
    expect(group.commits).toHaveLength(1);
    group.commits[0]?.resolve(undefined);
    await Promise.resolve();
    await Promise.resolve();
    expect(group.commits).toHaveLength(2);
    group.commits[1]?.resolve(undefined);
    await commits.settled();
    expect(group.commits).toHaveLength(2);
  });

  it.each([0, 1, 2, 3])('are made for what was handled %d steps after one was over, too', async (steps) => {
    const group = new Group();
    const commits = new OffsetCommits();
    commits.begin(group);
    group.commits[0]?.resolve(undefined);
    for (let step = 0; step < steps; step += 1) await Promise.resolve();
    commits.begin(group);
    await new Promise(setImmediate);
    expect(group.commits).toHaveLength(2);
    group.commits[1]?.resolve(undefined);
    await commits.settled();
    expect(group.commits).toHaveLength(2);
  });

  it('are settled only when the last of them is', async () => {
    const group = new Group();
    const commits = new OffsetCommits();
    commits.begin(group);
    let isSettled = false;
    const settled = commits.settled().then(() => (isSettled = true));
    await Promise.resolve();
    expect(isSettled).toBe(false);
    group.commits[0]?.resolve(undefined);
    await settled;
    expect(isSettled).toBe(true);
  });

  it('tell of a failure at the next batch, once, and go on', async () => {
    const group = new Group();
    const commits = new OffsetCommits();
    commits.begin(group);
    group.commits[0]?.reject(new Error('the group is rebalancing'));
    await commits.settled();
    expect(() => {
      commits.begin(group);
    }).toThrow('the group is rebalancing');
    commits.begin(group);
    expect(group.commits).toHaveLength(2);
    group.commits[1]?.resolve(undefined);
    await commits.settled();
  });
});
