import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import express, { type Express, type Request, type Response } from 'express';
import { z } from 'zod';
import { defineErrorCodes, LabError, messageOf } from '../../lab/errors.ts';
import type { Live, Opened } from '../live.ts';
import { openStage, type StageOptions } from './stage.ts';

const codes = defineErrorCodes({
  'demo-unknown': 'No lesson has the live demonstration asked for, or it is over',
  'demo-too-many': 'As many live demonstrations run as the workshop allows',
  'demo-action-unknown': 'A live demonstration has no action of the name asked for',
  'demo-input-malformed': 'An action of a live demonstration was given what it cannot take',
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
    if (demos.size >= MOST_DEMOS) throw tooMany();
    const write = (line: unknown): void => {
      if (!response.writableEnded && !response.destroyed) response.write(`${JSON.stringify(line)}\n`);
    };
    const { stage, close } = openStage({ ...options, say: (said) => write({ said }) });
    const session = randomBytes(12).toString('hex');
    let cleared: Promise<void> | undefined;
    const clear = (): Promise<void> => {
      demos.delete(session);
      // What does not end as it should keeps nothing else from ending.
      cleared ??= close().catch(console.error);
      return cleared;
    };
    const end = (): Promise<void> => clear().finally(() => response.end());
    // Both before anything is awaited: who asked may go meanwhile, and what is being opened counts.
    response.on('close', () => void clear());
    demos.set(session, { opened: { facts: null }, end });
    try {
      const live = await findLive(String(request.params.lesson));
      const opened = await live.open(stage);
      if (stage.signal.aborted) return;
      demos.set(session, { opened, end });
      response.type('application/x-ndjson');
      write({ session, facts: opened.facts });
    } catch (error) {
      if (stage.signal.aborted) return;
      await clear();
      throw error;
    }
  });

  app.post(
    '/api/demos/:session/:action',
    express.json({ limit: INPUT_LIMIT_BYTES, strict: false }),
    async (request: Request, response: Response) => {
      const session = String(request.params.session);
      const demo = demos.get(session);
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
      try {
        response.json({ answer: (await action(request.body)) ?? null });
      } catch (error) {
        if (!demos.has(session))
          throw unknown('a demonstration that is under way', 'one that ended meanwhile');
        if (error instanceof z.ZodError) {
          throw new LabError(codes['demo-input-malformed'], {
            expected: `what the action ${name} can be given`,
            got: z.prettifyError(error),
          });
        }
        throw error;
      }
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
