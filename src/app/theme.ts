/** The same key is read in public/first-theme.js, before the first paint. */
const KEY = 'cachescope-theme';

export type Theme = 'light' | 'dark';

/** Returns the shown theme. */
export const shownTheme = (): Theme => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

/** Shows a theme and stores the choice; without storage the choice lasts until the page is closed. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice lasts until the page is closed.
  }
}
