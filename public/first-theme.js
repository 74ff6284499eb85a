// Loaded before the first paint, so that a dark page never flashes white. app/theme.ts writes the same key.
try {
  const chosen = localStorage.getItem('cachescope-theme');
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
} catch {
  // Storage is forbidden here: the page starts light.
}
