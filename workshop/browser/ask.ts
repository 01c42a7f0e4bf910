/** What the server answered in place of what was asked for, in its own words. */
export class Refused extends Error {
  constructor({ expected, got, remedy }: { expected: string; got: string; remedy?: string | null }) {
    super(`expected ${expected}, got ${got}.${remedy ? ` ${remedy}` : ''}`);
  }
}

/** JSON from the page's own server; a body makes it a POST. Rejects with `Refused` where it refuses. */
export async function ask<Answer>(path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(path, {
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const said = (await answer.json()) as Answer & { error?: { expected: string; got: string } };
  if (!answer.ok && said.error !== undefined) throw new Refused(said.error);
  return said;
}
