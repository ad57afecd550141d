/** An officer at work: a session of the API. */
export interface Officer {
  call<Answer>(method: string, path: string, body?: unknown): Promise<{ status: number; json: Answer }>;
}

/** Signs in at the platform. */
export async function signIn(base: string, login: string, password: string): Promise<Officer> {
  const answer = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  if (!answer.ok) throw new Error(`${login}: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const { csrf } = (await answer.json()) as { csrf: string };
  return {
    async call(method, path, body) {
      const response = await fetch(base + path, {
        method,
        headers: {
          cookie,
          'x-csrf-token': csrf,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, json: JSON.parse(await response.text()) };
    },
  };
}
