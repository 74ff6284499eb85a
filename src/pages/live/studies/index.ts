import type { ComponentType } from 'react';
import { lazyPart } from '../../../ui/lazy-part';
import type { Study } from './study';

const fetched = (title: string, load: () => Promise<{ readonly default: ComponentType }>) =>
  lazyPart(load, { what: `The study “${title}”`, waiting: 'Opening…' });

/** The studies in the order of their tabs. Each is fetched when it is first opened. */
export const studies: readonly Study[] = [
  {
    id: 'truth',
    title: 'Truth',
    asks: 'How many of the answers were true, how late were the others, and what was computed for nothing? Since the start of the run.',
    View: fetched('Truth', () => import('./truth')),
  },
  {
    id: 'invalidation',
    title: 'Invalidation',
    asks: 'When something changes: which entries did that reach, which should it have reached, and which were still right?',
    View: fetched('Invalidation', () => import('./invalidation')),
  },
  {
    id: 'naive',
    title: 'Naive caching',
    asks: 'What do people write first, what harm does it do, in figures and within a minute, and what one change cures it?',
    View: fetched('Naive caching', () => import('./naive')),
  },
  {
    id: 'safety',
    title: 'Safety',
    asks: 'Do the five rules of safe caching hold at this moment, from what is that known, and which requests are still answered when something breaks?',
    View: fetched('Safety', () => import('./safety')),
  },
  {
    id: 'stages',
    title: 'Stages',
    asks: 'What is behind the caches: by what key is each stage found, what does it depend on, what does it cost, and what does keeping it save? Since the start of the run.',
    View: fetched('Stages', () => import('./stages')),
  },
  {
    id: 'requests',
    title: 'Requests',
    asks: 'What happened to one request: at which hop, why, for how long, and what did it wait for? Requests are recorded while this study is open; choosing one pauses the run.',
    View: fetched('Requests', () => import('./requests')),
  },
  {
    id: 'model',
    title: 'Model',
    asks: 'Which model serves, what does the next one cost, when does it take over, and how far has this one drifted from what was bought since?',
    View: fetched('Model', () => import('./model')),
  },
];
