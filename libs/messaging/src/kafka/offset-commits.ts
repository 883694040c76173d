import type { EachBatchPayload } from 'kafkajs';

type Committing = Pick<EachBatchPayload, 'commitOffsetsIfNecessary' | 'uncommittedOffsets'>;

/**
 * Tells the broker how far a consumer has come, beside the handling and not in its way: one commit under way at a time,
 * and one more for all that was handled meanwhile. Waiting for each took half as long as handling a small batch, and
 * kafkajs fetches nothing before it is over. What a crash leaves uncommitted comes again, and the inbox drops it.
 */
export class OffsetCommits {
  #underWay: Promise<void> = Promise.resolve();
  #isUnderWay = false;
  #isBehind = false;
  #failure: Error | undefined;

  /** @throws what an earlier commit failed with: the group has gone on without this member, or the broker is away. */
  begin(payload: Committing): void {
    if (this.#failure) {
      const failure = this.#failure;
      this.#failure = undefined;
      throw failure;
    }
    if (this.#isUnderWay) {
      this.#isBehind = true;
      return;
    }
    this.#isUnderWay = true;
    this.#underWay = this.#commit(payload);
  }

  /** Resolves when everything begun is committed, or has failed. */
  async settled(): Promise<void> {
    while (this.#isUnderWay) await this.#underWay;
  }

  async #commit(payload: Committing): Promise<void> {
    try {
      do {
        this.#isBehind = false;
        await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
      } while (this.#wasLeftBehind());
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error('Offsets could not be committed.', { cause: error });
    }
    // In one step with the last look: what begins between the two would count on a commit that is over.
    this.#isUnderWay = false;
  }

  /** Whether more was handled while the commit was under way; asked in a method because it changes over an await. */
  #wasLeftBehind(): boolean {
    return this.#isBehind;
  }
}
