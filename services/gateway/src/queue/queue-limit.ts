/** Deliveries a hook holds at most unless its settings say otherwise. */
export const DEFAULT_QUEUE_LIMIT = 10_000;
