/** The part of Fastify's reply that is used here. */
export interface Reply {
  header(name: string, value: string): unknown;
}
