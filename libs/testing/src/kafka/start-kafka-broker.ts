export interface KafkaBroker {
  /** `127.0.0.1:<port>` */
  readonly brokers: string;
  stop(): Promise<void>;
  /** SIGKILL, as in a crash. `start()` brings it back on the same port with its data. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

export async function startKafkaBroker(): Promise<KafkaBroker | { readonly unavailable: string }> {
  return { unavailable: 'not yet' };
}
