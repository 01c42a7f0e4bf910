import { texts } from '../texts.ts';
import { el } from './dom.ts';
import { type Preferences, remember } from './preferences.ts';

/** The choice of language and of colours, which the next page of the same place finds again. */
export function switchesOf(
  preferences: Preferences,
  change: (change: Partial<Preferences>) => void,
): HTMLElement {
  const { language, scheme } = preferences;
  const choice = <Value extends string>(
    name: 'language' | 'scheme',
    chosen: Value,
    options: readonly (readonly [Value, string])[],
  ): HTMLElement =>
    el(
      'div',
      { class: 'switch', role: 'group', 'aria-label': texts.page[name][language] },
      ...options.map(([value, label]) => {
        const button = el(
          'button',
          { type: 'button', id: `${name}-${value}`, 'aria-pressed': String(value === chosen) },
          label,
        );
        if (name === 'language') button.lang = value;
        button.addEventListener('click', () => {
          remember({ [name]: value });
          change({ [name]: value });
        });
        return button;
      }),
    );
  return el(
    'div',
    { class: 'switches' },
    choice('language', language, [
      ['en', 'English'],
      ['ko', '한국어'],
    ]),
    choice('scheme', scheme, [
      ['light', texts.page.light[language]],
      ['dark', texts.page.dark[language]],
    ]),
  );
}
