import express, { type Express, type Request, type Response } from 'express';
import { z } from 'zod';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import { mountFeed } from '../../transports/sse/feed.ts';
import type { Classroom, ClassState } from '../classroom.ts';
import { figuresOf } from '../course.ts';
import type { Answer, Lesson } from '../lesson.ts';
import { ROOM_CHANNEL } from '../room.ts';
import { gathered } from './gathered.ts';
import { readCourse } from './read-course.ts';
import type { Room } from './room-server.ts';

const codes = defineErrorCodes({
  'class-wish-malformed': 'What the presenter’s page asked for is nothing that a class can do',
});

const BODY_LIMIT_BYTES = 512;

const wish = z.union([
  z.strictObject({ show: z.string().max(64).nullable() }),
  z.strictObject({ reveal: z.literal(true) }),
  z.strictObject({ reset: z.literal(true) }),
]);

async function measuredAnswer(lesson: Lesson): Promise<Answer | undefined> {
  const figures = figuresOf(lesson, await readCourse());
  return figures && lesson.reveal(figures);
}

/** What the pages of who teaches know beside the class itself. */
export interface TeachingState extends ClassState {
  /** Where participants join; null where the room is closed. */
  readonly room: string | null;
  readonly listeners: number;
}

/**
 * The class for the pages of who teaches. What they ask for is told at once, here and in the room; returns what tells
 * them of what comes from the room, and what ends their streams.
 */
export function addClassRoutes(
  app: Express,
  classroom: Classroom,
  room: () => Room | undefined,
  onReset: () => Promise<void>,
): { tell(): void; close(): void } {
  const state = (): TeachingState => ({
    ...classroom.state,
    room: room()?.url ?? null,
    listeners: room()?.listeners ?? 0,
  });
  const feed = mountFeed(app, ROOM_CHANNEL);
  const tell = (): void => feed.publish('class', state());
  app.get('/api/class', (_request: Request, response: Response) => {
    response.json(state());
  });
  app.post(
    '/api/class',
    express.json({ limit: BODY_LIMIT_BYTES }),
    async (request: Request, response: Response) => {
      const result = wish.safeParse(request.body);
      if (!result.success) {
        throw new LabError(codes['class-wish-malformed'], {
          expected: 'one of {show}, {reveal: true}, {reset: true}',
          got: JSON.stringify(request.body ?? null).slice(0, 80),
        });
      }
      const asked = result.data;
      try {
        if ('show' in asked) classroom.show(asked.show);
        else if ('reveal' in asked) await classroom.reveal(measuredAnswer);
        else classroom.reset();
      } finally {
        // A question is closed also where its answer cannot be read.
        tell();
        room()?.tell();
      }
      if ('reset' in asked) await onReset();
      response.json(state());
    },
  );
  return { tell: gathered(tell), close: () => feed.close() };
}
