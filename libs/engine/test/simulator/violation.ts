/** What the simulation found that must not be. */
export class Violation extends Error {}
