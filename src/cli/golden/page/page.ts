import { type Fingerprints, playGolden } from '../play';

declare global {
  interface Window {
    playGolden: () => Promise<Fingerprints>;
  }
}

/** Called by the check: the page is built only for it and is not part of the product. */
window.playGolden = () => playGolden();
