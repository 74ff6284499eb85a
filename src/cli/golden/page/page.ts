import { type Fingerprints, playGolden } from '../play';

declare global {
  interface Window {
    playGolden: () => Promise<Fingerprints>;
  }
}

/** Called from outside: the page is built for the check alone and is no part of the product. */
window.playGolden = () => playGolden();
