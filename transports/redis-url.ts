/** A text without the user and password of each Redis that is named in it. */
export const withoutSecrets = (text: string): string => text.replace(/(rediss?:\/\/)[^/,\s]*@/g, '$1');
