import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import express, { type Express, type Request, type Response } from 'express';
import { defineErrorCodes, LabError, messageOf } from '../../lab/errors.ts';
import type { Live, Opened } from '../live.ts';
import { openStage, type StageOptions } from './stage.ts';

const codes = defineErrorCodes({
  'demo-unknown': 'No lesson has the live demonstration asked for, or it is over',
  'demo-too-many': 'As many live demonstrations run as the workshop allows',
  'demo-action-unknown': 'A live demonstration has no action of the name asked for',
});

/** Each holds real servers. */
const MOST_DEMOS = 8;
const INPUT_LIMIT_BYTES = 4_096;

/** Demonstrations under way, by a name that cannot be guessed. */
export interface DemoRoutes {
  readonly running: number;
  /** Ends all of them. */
  close(): Promise<void>;
}

/**
 * `POST /api/demos/<lesson>` opens a demonstration and answers with lines of JSON for as long as it lasts: it ends
 * with its request, and so with the page that asked, whatever became of that.
 */
export function addDemoRoutes(app: Express, options: Omit<StageOptions, 'say'>): DemoRoutes {
  const demos = new Map<string, { opened: Opened; end(): Promise<void> }>();

  app.post('/api/demos/:lesson', async (request: Request, response: Response) => {
    const live = await findLive(String(request.params.lesson));
    if (demos.size >= MOST_DEMOS) throw tooMany();
    const write = (line: unknown): void => {
      if (!response.writableEnded && !response.destroyed) response.write(`${JSON.stringify(line)}\n`);
    };
    const { stage, close } = openStage({ ...options, say: (said) => write({ said }) });
    const session = randomBytes(12).toString('hex');
    let ended: Promise<void> | undefined;
    const end = (): Promise<void> => {
      demos.delete(session);
      ended ??= close().finally(() => response.end());
      return ended;
    };
    response.on('close', () => void end().catch(console.error));
    // Taken before anything is awaited, so that it counts.
    demos.set(session, { opened: { facts: null }, end });
    try {
      const opened = await live.open(stage);
      if (stage.signal.aborted) return await close();
      demos.set(session, { opened, end });
      response.type('application/x-ndjson');
      write({ session, facts: opened.facts });
    } catch (error) {
      demos.delete(session);
      await close();
      throw error;
    }
  });

  app.post(
    '/api/demos/:session/:action',
    express.json({ limit: INPUT_LIMIT_BYTES, strict: false }),
    async (request: Request, response: Response) => {
      const demo = demos.get(String(request.params.session));
      if (demo === undefined) throw unknown('a demonstration that is under way', 'none of this name');
      const name = String(request.params.action);
      const actions = demo.opened.actions ?? {};
      const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
      if (action === undefined) {
        throw new LabError(codes['demo-action-unknown'], {
          expected: `one of the actions ${Object.keys(actions).join(', ') || '(none)'}`,
          got: JSON.stringify(name.slice(0, 80)),
          status: 404,
        });
      }
      response.json({ answer: (await action(request.body)) ?? null });
    },
  );

  return {
    get running() {
      return demos.size;
    },
    async close() {
      await Promise.all([...demos.values()].map(({ end }) => end()));
    },
  };
}

async function findLive(lesson: string): Promise<Live> {
  const file = new URL(`../lessons/${lesson}/live.ts`, import.meta.url);
  if (!/^[a-z][a-z0-9-]*$/.test(lesson) || !existsSync(file)) {
    throw unknown('a lesson with a live demonstration', JSON.stringify(lesson.slice(0, 80)));
  }
  try {
    return ((await import(file.href)) as { default: Live }).default;
  } catch (error) {
    throw unknown(`lessons/${lesson}/live.ts to load`, messageOf(error));
  }
}

const unknown = (expected: string, got: string): LabError =>
  new LabError(codes['demo-unknown'], { expected, got, remedy: 'Press Start again.', status: 404 });

const tooMany = (): LabError =>
  new LabError(codes['demo-too-many'], {
    expected: `at most ${MOST_DEMOS} demonstrations at once`,
    got: 'one more',
    remedy: 'Stop one in another tab.',
    status: 503,
  });
