/** Text of the two generated files. */
export function generateParser(): { parser: string; terms: string };
