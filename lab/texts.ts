/** A text in every language of the lab. A part carries its own. */
export interface Texts {
  readonly en: string;
  readonly ko: string;
}
