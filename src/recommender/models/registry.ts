import type { ModelDefinition } from '../contract';
import { bm25 } from './bm25';
import { cosine } from './cosine';
import { ease } from './ease';
import { popularity } from './popularity';
import { slist } from './slist';

/** All models, the simplest first. */
export const models: readonly ModelDefinition[] = [popularity, cosine, bm25, ease, slist];
