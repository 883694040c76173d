/** Where the end of a called run stands in its caller's journal. Steps of modules begin with a digit, so the two cannot meet. */
export function answerStep(calledRunId: string): string {
  return `answer:${calledRunId}`;
}
