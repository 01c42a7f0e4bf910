import { z } from 'zod';
import type { Experiment } from '../../experiment.ts';
import type { Laboratory } from '../../laboratory.ts';
import { type EmitterApp, versionsShape } from './emitter-app.ts';
import { broadcastShape, endingShape, LIVES, playLife, playRegistry } from './endings.ts';
import { followedShape, followInChromium } from './in-chromium.ts';
import { startOwnApp } from './own-app.ts';
import { startAlwaysCompleted, startIdleClock, startWithoutCompletion } from './planted-apps.ts';
import { startSpringApp } from './spring-app.ts';

export type LifeName = keyof typeof LIVES;

const trace = z.object({
  versions: versionsShape,
  /** Kind of ending → what was seen of it, by the client and by the callbacks. */
  endings: z.record(z.enum(Object.keys(LIVES) as [LifeName, ...LifeName[]]), endingShape),
  registries: z.object({ plain: broadcastShape, safe: broadcastShape }),
  /** An EventSource on a stream that expires before anything was sent; and where `onTimeout` completes it. */
  inChromium: z.object({ expired: followedShape, expiredCompleted: followedShape }),
});
export type EmitterTrace = z.infer<typeof trace>;

const figures = z.object({ spring: trace, own: trace });
export type EmitterFigures = z.infer<typeof figures>;

/** The recorded trace of one application: every ending, both registries, and what Chromium does. */
async function record(lab: Laboratory, app: EmitterApp): Promise<EmitterTrace> {
  lab.onEnd(() => app.close());
  const browser = await lab.chromium();
  const follow = (query: string) => followInChromium(browser, app, query);
  const [endings, plain, safe, expired, expiredCompleted] = await Promise.all([
    Promise.all(
      Object.entries(LIVES).map(async ([name, life]) => [name, await playLife(app, name, life)] as const),
    ),
    playRegistry(app, 'plain'),
    playRegistry(app, 'safe'),
    follow('name=chromium&timeoutMs=500'),
    follow('name=chromium-completed&timeoutMs=500&completesOnTimeout=true'),
  ]);
  return trace.parse({
    versions: { ...app.versions, chromium: browser.version() },
    endings: Object.fromEntries(endings),
    registries: { plain, safe },
    inChromium: { expired, expiredCompleted },
  });
}

const planted = (start: () => Promise<EmitterApp>) => async (lab: Laboratory) => {
  const opposite = await record(lab, await start());
  return { spring: opposite, own: opposite };
};

/** The real SseEmitter of Spring and the lab's own, put through every ending that a stream can have. */
export default {
  id: 'emitters-clock',
  title: { en: 'The endings of an SseEmitter', ko: 'SseEmitter가 끝나는 모든 경우' },
  method: {
    en: 'A Spring Boot application and the lab’s own emitter are taken over HTTP through nine kinds of ending, among them a timeout of 1.5 s under steady traffic and one before anything was sent; status, body and callbacks are noted with their times. An EventSource of Chromium then follows a stream that expires empty, and a broadcast runs over a registry while a member leaves it.',
    ko: 'Spring Boot 애플리케이션과 이 실험실의 emitter를 HTTP로 제어해 아홉 가지 방법으로 끝냅니다. 계속 전송하는 중의 1.5초 타임아웃과 아무것도 보내기 전의 타임아웃도 포함되며, 상태 코드와 본문, 콜백을 시각과 함께 기록합니다. 이어서 Chromium의 EventSource로 빈 채 만료되는 스트림을 구독하고, emitter 하나가 빠져나가는 동안 목록 전체에 전송합니다.',
  },
  needs: ['java', 'chromium'],
  figures,
  async measure(lab) {
    const java = lab.program('java');
    const [spring, own] = await Promise.all([
      startSpringApp(java).then((app) => record(lab, app)),
      startOwnApp().then((app) => record(lab, app)),
    ]);
    return { spring, own };
  },
  opposites: {
    13: planted(startIdleClock),
    14: planted(startAlwaysCompleted),
    15: planted(startWithoutCompletion),
  },
} satisfies Experiment<EmitterFigures>;
