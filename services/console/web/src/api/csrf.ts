let known: Promise<string> | undefined;

/** The token that goes with the browser's cookie. */
export function csrfToken(): Promise<string> {
  known ??= fetch('/csrf-token')
    .then(async (answer) => ((await answer.json()) as { csrfToken: string }).csrfToken)
    .catch((thrown: unknown) => {
      known = undefined;
      throw thrown;
    });
  return known;
}

export function forgetCsrfToken(): void {
  known = undefined;
}
