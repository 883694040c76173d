/** The part of Fastify's reply that handlers use. Where the tag is the `revision` of the answer, TaggedByRevision sets it. */
export interface Reply {
  header(name: string, value: string): unknown;
}
