import { answerCommands } from '../../process-mail.ts';
import { Crowd } from './crowd.ts';
import type { LoadAnswer, LoadCommand } from './messages.ts';
import { prepareStage } from './prepare-stage.ts';
import type { Stage } from './stage.ts';

/**
 * Makes this process a load process: a crowd of tabs that does what the coordinator says.
 *
 * @param staged changes what was made ready, such as who sends a transport's requests
 */
export function answerLoadCommands(staged: (stage: Stage) => Stage): void {
  let stage: Stage | undefined;
  let crowd: Crowd | undefined;

  const send = answerCommands<LoadCommand, LoadAnswer>(
    async (command) => {
      if (command.type === 'prepare') {
        stage = staged(await prepareStage(command.plan, command.shard));
        send({ type: 'prepared' });
        return;
      }
      if (stage === undefined) throw new Error(`"${command.type}" came before "prepare"`);
      if (command.type === 'connect') {
        crowd = new Crowd(stage, command.target, (deliveries, recentUs) =>
          send({ type: 'progress', deliveries, recentUs }),
        );
        await crowd.connect();
        send({ type: 'connected' });
      } else {
        if (crowd === undefined) throw new Error('"start" came before "connect"');
        send({ type: 'finished', summary: await crowd.play(command.startAtUs) });
      }
    },
    () => crowd?.close(),
  );
}
