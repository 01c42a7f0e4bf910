import { type RandomSource, randomSource } from './random.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ';
const POOL_BYTES = 65_536;

/**
 * Nothing in it needs escaping in JSON, so that a payload of n bytes costs n bytes on the wire. It
 * is the same for every seed: only the place where a payload begins is drawn.
 */
const pool = makePool();

function makePool(): string {
  const random = randomSource('payload', 'pool');
  return Array.from({ length: POOL_BYTES }, () => ALPHABET[random.below(ALPHABET.length)]).join('');
}

/**
 * ASCII text of exactly `bytes` bytes. It draws one number whatever the size, so that another size
 * moves no event; and it is a slice of one pool, so that a long schedule holds no copies.
 */
export function payloadText(random: RandomSource, bytes: number): string {
  const start = random.below(POOL_BYTES);
  const end = start + bytes;
  const text = end <= POOL_BYTES ? pool : pool.repeat(Math.ceil(end / POOL_BYTES));
  return text.slice(start, end);
}
