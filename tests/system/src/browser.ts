/** As much of a browser as server-rendered pages need: cookies, redirects, the form on the page with its hidden fields. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  #url = '';
  page = '';
  status = 0;

  async open(url: string): Promise<void> {
    await this.#go(url, {});
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  /** Fills the page's first form that has all these fields, and sends it. */
  async submit(fields: Readonly<Record<string, string>>): Promise<void> {
    const form = this.#findForm(Object.keys(fields));
    const body = new URLSearchParams({ ...form.hidden, ...fields });
    await this.#go(new URL(form.action, this.#url).href, {
      method: 'POST',
      body,
      headers: {
        origin: new URL(this.#url).origin,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
  }

  #findForm(names: readonly string[]): { action: string; hidden: Record<string, string> } {
    for (const [, attributes = '', inside = ''] of this.page.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
      const inputs = [...inside.matchAll(/<input([^>]*)>/g)].map(([, text = '']) => ({
        name: /name="([^"]*)"/.exec(text)?.[1] ?? '',
        type: /type="([^"]*)"/.exec(text)?.[1] ?? 'text',
        value: /value="([^"]*)"/.exec(text)?.[1] ?? '',
      }));
      if (!names.every((name) => inputs.some((input) => input.name === name))) continue;
      const hidden = inputs
        .filter((input) => input.type === 'hidden')
        .map((input) => [input.name, input.value] as const);
      return { action: /action="([^"]*)"/.exec(attributes)?.[1] ?? this.#url, hidden: Object.fromEntries(hidden) };
    }
    throw new Error(`No form with ${names.join(', ')} on ${this.#url}:\n${this.page}`);
  }

  async #go(url: string, init: RequestInit): Promise<void> {
    let next: { url: string; init: RequestInit } | undefined = { url, init };
    for (let hops = 0; next !== undefined && hops < 6; hops += 1) {
      const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer: Response = await fetch(next.url, {
        ...next.init,
        redirect: 'manual',
        headers: { ...(next.init.headers as Record<string, string> | undefined), ...(cookie === '' ? {} : { cookie }) },
      });
      this.#keepCookies(answer);
      this.#url = next.url;
      this.status = answer.status;
      this.page = await answer.text();
      const location = answer.headers.get('location');
      next = location === null ? undefined : { url: new URL(location, next.url).href, init: {} };
    }
  }

  #keepCookies(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (value === '' || /max-age=0/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}
