import type { Report } from '../report.ts';
import type { RunEntry } from '../run-entry.ts';

/** What the server answered in place of what was asked for, in its own words. */
export class Refusal extends Error {
  readonly expected: string;
  readonly got: string;

  constructor({ expected, got }: { expected: string; got: string }) {
    super(`expected ${expected}, got ${got}`);
    this.expected = expected;
    this.got = got;
  }
}

export const fetchRuns = async (): Promise<readonly RunEntry[]> =>
  ((await ask('/api/runs')) as { runs: RunEntry[] }).runs;

/** Rejects with a Refusal, or with what `fetch` throws where nobody answers. */
export const fetchReport = async (id: string): Promise<Report> =>
  (await ask(`${addressOf(id)}/report`)) as Report;

export async function renameRun(id: string, name: string): Promise<void> {
  await ask(addressOf(id), { method: 'PATCH', body: JSON.stringify({ name }) });
}

export async function deleteRun(id: string): Promise<void> {
  await ask(addressOf(id), { method: 'DELETE' });
}

export const uploadRun = async (file: Blob): Promise<RunEntry> =>
  (await ask('/api/runs', { method: 'POST', body: file })) as RunEntry;

/** Of one run in the lab's pages. */
export const pageOf = (id: string): string => `/runs/${encodeURIComponent(id)}`;

const addressOf = (id: string): string => `/api/runs/${encodeURIComponent(id)}`;

async function ask(path: string, request: RequestInit = {}): Promise<unknown> {
  const headers = request.body === undefined ? {} : { 'Content-Type': 'application/json' };
  const answer = await fetch(path, { ...request, headers });
  if (answer.status === 204) return undefined;
  const body = (await answer.json()) as { error: { expected: string; got: string } };
  if (answer.ok) return body;
  throw new Refusal(body.error);
}
