/** The same key is read in public/first-theme.js, before the first paint. */
const KEY = 'cachescope-theme';

export type Theme = 'light' | 'dark';

/** What is shown now. */
export const shownTheme = (): Theme => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

/** Shows a theme and keeps the choice; where storage is forbidden it lasts as long as the page. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice holds until the page is left.
  }
}
