import { type CommandParser, defineScript } from '@redis/client';
import { z } from 'zod';

/**
 * What the log keeps in Redis, in one slot of a cluster. `epoch`: of the log; `ids`: channel → its last id;
 * `seen` and `seen-before`: identity → id, in two generations so that they are bounded; `events`: the stream,
 * of all channels together, so that each server reads one key however many channels there are.
 */
export const keysOf = (keyspace: string): readonly string[] =>
  ['epoch', 'ids', 'seen', 'seen-before', 'events'].map((name) => `{${keyspace}}:${name}`);

const [EPOCH, IDS, SEEN, SEEN_BEFORE, EVENTS] = [1, 2, 3, 4, 5].map((at) => `KEYS[${at}]`);

/** Without an epoch (`cursor.ts` says what one is), whatever is there is no log: it begins, or begins again, empty. */
const BEGIN = `
local epoch = redis.call('GET', ${EPOCH})
if not epoch or epoch == '' or #epoch > 16 or string.find(epoch, '[^a-z0-9]') then
  epoch = ARGV[1]
  redis.call('UNLINK', ${IDS}, ${SEEN}, ${SEEN_BEFORE}, ${EVENTS})
  redis.call('SET', ${EPOCH}, epoch)
end
`;

/**
 * Gives each event the next id of its channel and adds it, unless it is known: then its id is the one it has. All
 * of it or nothing, so that ids have no holes whoever publishes and whenever a connection breaks. An id of 0
 * says that there are as many channels as there may be.
 */
const APPEND = `${BEGIN}
local most, channels = tonumber(ARGV[2]), tonumber(ARGV[3])
local ids = {}
for at = 4, #ARGV, 3 do
  local channel, identity, event = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  local id = redis.call('HGET', ${SEEN}, identity) or redis.call('HGET', ${SEEN_BEFORE}, identity)
  if not id then
    if redis.call('HLEN', ${IDS}) >= channels and redis.call('HEXISTS', ${IDS}, channel) == 0 then
      id = 0
    else
      id = redis.call('HINCRBY', ${IDS}, channel, 1)
      redis.call('XADD', ${EVENTS}, 'MAXLEN', '~', most, '*', 'epoch', epoch, 'channel', channel, 'id', id, 'event', event)
      if redis.call('HLEN', ${SEEN}) >= most then
        redis.call('UNLINK', ${SEEN_BEFORE})
        redis.call('RENAME', ${SEEN}, ${SEEN_BEFORE})
      end
      redis.call('HSET', ${SEEN}, identity, id)
    end
  end
  ids[#ids + 1] = tonumber(id)
end
return ids
`;

/** At one moment: the epoch, the place of the newest entry, and the last id of each channel. */
const ALIGN = `${BEGIN}
local newest = redis.call('XREVRANGE', ${EVENTS}, '+', '-', 'COUNT', 1)
return {epoch, newest[1] and newest[1][1] or '0-0', redis.call('HGETALL', ${IDS})}
`;

/** A log that has lost what was in it may not give the same ids again: it begins anew, unless another server saw to it. */
const RENEW = `
if redis.call('GET', ${EPOCH}) == ARGV[2] then redis.call('DEL', ${EPOCH}) end
${BEGIN}
return epoch
`;

/** A script over the keys of a key space. */
const script = <Reply>(text: string, readReply: (reply: unknown) => Reply) =>
  defineScript({
    SCRIPT: text,
    NUMBER_OF_KEYS: 5,
    parseCommand(parser: CommandParser, keyspace: string, words: readonly string[]) {
      parser.pushKeys([...keysOf(keyspace)]);
      parser.push(...words);
    },
    transformReply: readReply,
  });

const ids = z.array(z.number());
const alignment = z.tuple([z.string(), z.string(), z.array(z.string())]);

export const redisScripts = {
  appendEvents: script(APPEND, (reply) => ids.parse(reply)),
  align: script(ALIGN, (reply) => {
    const [epoch, newest, words] = alignment.parse(reply);
    const lastIds = new Map<string, number>();
    for (let at = 0; at < words.length; at += 2) lastIds.set(words[at] as string, Number(words[at + 1]));
    return { epoch, newest, lastIds };
  }),
  renew: script(RENEW, (reply) => z.string().parse(reply)),
};
