import { answerLoadCommands } from './answer-load-commands.ts';

answerLoadCommands((stage) => stage);
