import type { HookResponse } from '@ebbflow/contracts';
import { ResponseWaiters } from './response-waiters.ts';

const answer: HookResponse = { status: 201, headers: [], body: '' };

describe('ResponseWaiters', () => {
  it('hands the answer to the one sender that waits for this delivery', async () => {
    const waiters = new ResponseWaiters();
    const [mine, other] = [waiters.wait('dlv_1', 60_000), waiters.wait('dlv_2', 60_000)];
    expect(waiters.answer('dlv_1', answer)).toBe(true);
    expect(await mine.response).toBe(answer);
    expect(waiters.size).toBe(1);
    other.release();
  });

  it('finds nobody for a second answer, an unknown delivery or a sender who left', async () => {
    const waiters = new ResponseWaiters();
    const waiter = waiters.wait('dlv_1', 60_000);
    waiters.answer('dlv_1', answer);
    expect(waiters.answer('dlv_1', answer)).toBe(false);
    expect(waiters.answer('dlv_9', answer)).toBe(false);
    const left = waiters.wait('dlv_2', 60_000);
    left.release();
    expect(waiters.answer('dlv_2', answer)).toBe(false);
    expect([await waiter.response, await left.response, waiters.size]).toEqual([answer, undefined, 0]);
  });

  it('gives up when the time is over and keeps nothing', async () => {
    const waiters = new ResponseWaiters();
    expect(await waiters.wait('dlv_1', 1).response).toBeUndefined();
    expect(waiters.size).toBe(0);
  });

  it('lets all go at once when the door closes', async () => {
    const waiters = new ResponseWaiters();
    const waiting = ['dlv_1', 'dlv_2'].map((id) => waiters.wait(id, 60_000).response);
    waiters.releaseAll();
    expect([await Promise.all(waiting), waiters.size]).toEqual([[undefined, undefined], 0]);
  });
});
