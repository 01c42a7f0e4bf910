/** A text without the user and password of each Redis that is named in it. */
export const withoutSecrets = (text: string): string => text.replace(/(rediss?:\/\/)[^/,\s]*@/g, '$1');

/** `redis://host:port`, or `rediss:` over TLS; with a user, a password and a database where it has them. */
export const isRedisUrl = (text: string): boolean => /^rediss?:\/\/[^\s,]/.test(text) && URL.canParse(text);
